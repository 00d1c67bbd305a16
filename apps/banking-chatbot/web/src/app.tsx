import { LiveRegion, SkipLink } from '@casebook/ui';
import { token } from './store/session.store.js';
import { Composer } from './views/composer.js';
import { Conversation } from './views/conversation/conversation.js';
import { CustomerDialog } from './views/customer-dialog.js';
import { Header } from './views/header.js';
import { Notices } from './views/notices.js';
import { Phone } from './views/phone.js';
import { PolicyDialog } from './views/policy-dialog.js';
import { Push } from './views/push.js';
import { QuickReplies } from './views/quick-replies.js';
import { SignIn } from './views/sign-in.js';
import { Understood } from './views/understood/understood.js';
import { words } from './words/index.js';

/** The whole page: who is calling, and then the conversation with what belongs to it on either side. */
export function App() {
  if (!token.value) {
    return (
      <>
        <Header />
        <SignIn />
        <LiveRegion />
      </>
    );
  }
  return (
    <>
      <SkipLink to="message">{words.skip}</SkipLink>
      <Header />
      <div class="bank">
        <Phone />
        <main class="talk">
          <Conversation />
          <div class="dock">
            <Notices />
            <Push />
            <QuickReplies />
            <Composer />
          </div>
        </main>
        <Understood />
      </div>
      <CustomerDialog />
      <PolicyDialog />
      <LiveRegion />
    </>
  );
}
