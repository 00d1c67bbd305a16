/** Hands the parts of the service to Nest: controllers get them, lifecycle hooks reach the runtime. */
import { Module, type DynamicModule } from '@nestjs/common';
import { ChatService } from './chat/chat.service.js';
import { ConversationsController } from './chat/conversations.controller.js';
import { ConversationsService } from './chat/conversations.service.js';
import { PoliciesController } from './policies.controller.js';
import { RuntimeService } from './runtime.service.js';
import { SessionAccess } from './sessions/session-access.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import type { Topology } from './topology.js';

@Module({})
export class AppModule {
  static with({ access, chat, conversations, runtime, sessions }: Topology): DynamicModule {
    return {
      module: AppModule,
      controllers: [SessionsController, ConversationsController, PoliciesController],
      providers: [
        { provide: SessionAccess, useValue: access },
        { provide: SessionsService, useValue: sessions },
        { provide: ConversationsService, useValue: conversations },
        { provide: ChatService, useValue: chat },
        { provide: RuntimeService, useValue: runtime },
      ],
    };
  }
}
