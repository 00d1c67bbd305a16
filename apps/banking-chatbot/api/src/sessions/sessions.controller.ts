import {
  signInSchema,
  stepUpSchema,
  type DemoCustomersDto,
  type DeviceMessagesDto,
  type OpenedSessionDto,
  type SessionDto,
} from '@casebook/banking-chatbot-contract';
import { parseWith } from '@casebook/core';
import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { bearerOf, type RequestHeaders } from './bearer.js';
import { SessionAccess } from './session-access.js';

@Controller('v1')
export class SessionsController {
  constructor(@Inject(SessionAccess) private readonly access: SessionAccess) {}

  @Get('customers')
  customers(): DemoCustomersDto {
    return this.access.customers();
  }

  @Post('session')
  open(): Promise<OpenedSessionDto> {
    return this.access.open();
  }

  @Get('session')
  read(@Headers() headers: RequestHeaders): Promise<SessionDto> {
    return this.access.describe(bearerOf(headers));
  }

  @Post('session/sign-in')
  @HttpCode(200)
  signIn(@Headers() headers: RequestHeaders, @Body() body: unknown): Promise<OpenedSessionDto> {
    return this.access.signIn(bearerOf(headers), () => parseWith(signInSchema, body, 'SIGN_IN_INVALID', 'The body'));
  }

  @Post('session/challenge')
  @HttpCode(204)
  challenge(@Headers() headers: RequestHeaders): Promise<void> {
    return this.access.challenge(bearerOf(headers));
  }

  @Post('session/step-up')
  @HttpCode(200)
  stepUp(@Headers() headers: RequestHeaders, @Body() body: unknown): Promise<SessionDto> {
    return this.access.stepUp(bearerOf(headers), () => parseWith(stepUpSchema, body, 'STEP_UP_INVALID', 'The body').code);
  }

  @Delete('session')
  @HttpCode(204)
  close(@Headers() headers: RequestHeaders): Promise<void> {
    return this.access.close(bearerOf(headers));
  }

  @Get('device')
  device(@Headers() headers: RequestHeaders): Promise<DeviceMessagesDto> {
    return this.access.device(bearerOf(headers));
  }
}
