import {
  conversationIdSchema,
  newMessageSchema,
  transcriptQuerySchema,
  type AnswerDto,
  type ConversationDto,
  type ConversationsDto,
  type TranscriptDto,
} from '@casebook/banking-chatbot-contract';
import { parseWith } from '@casebook/core';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerOf, type RequestHeaders } from '../sessions/bearer.js';
import { levelOf, payerOf, type Session } from '../sessions/session.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { ChatService } from './chat.service.js';
import { ConversationsService } from './conversations.service.js';
import { whenGone } from './when-gone.js';

@Controller('v1/conversations')
export class ConversationsController {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(ConversationsService) private readonly conversations: ConversationsService,
    @Inject(ChatService) private readonly chat: ChatService,
  ) {}

  @Post()
  async open(@Headers() headers: RequestHeaders): Promise<ConversationDto> {
    return this.conversations.open(ownerOf(await this.sessions.read(bearerOf(headers))));
  }

  @Get()
  async list(@Headers() headers: RequestHeaders): Promise<ConversationsDto> {
    return { conversations: await this.conversations.list(ownerOf(await this.sessions.read(bearerOf(headers)))) };
  }

  @Get(':id')
  async transcript(@Headers() headers: RequestHeaders, @Param('id') id: string, @Query() query: unknown): Promise<TranscriptDto> {
    const session = await this.sessions.read(bearerOf(headers));
    const { after, limit } = parseWith(transcriptQuerySchema, query, 'QUERY_INVALID', 'The query');
    return this.chat.transcript({ owner: ownerOf(session), conversationId: conversationId(id) }, after, limit);
  }

  @Post(':id/messages')
  @HttpCode(200)
  async send(
    @Headers() headers: RequestHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<AnswerDto> {
    const session = await this.sessions.read(bearerOf(headers));
    const owner = ownerOf(session);
    const message = parseWith(newMessageSchema, body, 'MESSAGE_INVALID', 'The message');
    const known = conversationId(id);
    const { signal, forget } = whenGone(request.raw.socket);
    try {
      return await this.chat.send(
        { ...message, conversationId: known, owner, level: levelOf(session), channel: 'rest' },
        payerOf(session),
        { signal },
      );
    } finally {
      forget();
    }
  }
}

const ownerOf = ({ id, customerId }: Session) => ({ sessionId: id, customerId });
const conversationId = (id: string) => parseWith(conversationIdSchema, id, 'CONVERSATION_ID_INVALID', 'The id of the conversation');
