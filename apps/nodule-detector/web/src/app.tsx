import { LiveRegion, SkipLink } from '@casebook/ui';
import { route } from './store/route.store.js';
import { Header } from './views/header.js';
import { RemoveDialog } from './views/remove-dialog.js';
import { Viewer } from './views/viewer/viewer.js';
import { DropAnywhere } from './views/worklist/drop-anywhere.js';
import { Worklist } from './views/worklist/worklist.js';
import { words } from './words.js';

/** The whole page: the worklist, or the viewer of one study. */
export function App() {
  const { study } = route.value;
  return (
    <>
      <SkipLink to={study ? 'findings-title' : 'studies-title'}>{study ? words.skipViewer : words.skip}</SkipLink>
      <Header />
      {study ? <Viewer key={study} /> : <Worklist />}
      <RemoveDialog />
      <DropAnywhere />
      <LiveRegion />
    </>
  );
}
