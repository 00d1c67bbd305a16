import type { AcceptedDto } from '@casebook/recommender-contract';
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { InteractionsService } from './interactions.service.js';

@Controller('v1/events')
export class InteractionsController {
  constructor(@Inject(InteractionsService) private readonly interactions: InteractionsService) {}

  @Post()
  @HttpCode(202)
  accept(@Headers() headers: Record<string, string | string[] | undefined>, @Body() body: unknown): Promise<AcceptedDto> {
    return this.interactions.accept(headers, body);
  }
}
