import { parseWith } from '@casebook/core';
import {
  historyQuerySchema,
  idSchema,
  userQuerySchema,
  type ErasedDto,
  type HistoryDto,
  type UsersDto,
} from '@casebook/recommender-contract';
import { Controller, Delete, Get, Inject, Param, Query } from '@nestjs/common';
import { UsersService } from './users.service.js';

@Controller('v1/users')
export class UsersController {
  constructor(@Inject(UsersService) private readonly users: UsersService) {}

  @Get()
  list(@Query() query: unknown): Promise<UsersDto> {
    return this.users.list(parseWith(userQuerySchema, query, 'QUERY_INVALID', 'The query').limit);
  }

  @Get(':id/history')
  history(@Param('id') id: string, @Query() query: unknown): Promise<HistoryDto> {
    const { limit } = parseWith(historyQuerySchema, query, 'QUERY_INVALID', 'The query');
    return this.users.history(userId(id), limit);
  }

  @Delete(':id')
  erase(@Param('id') id: string): Promise<ErasedDto> {
    return this.users.erase(userId(id));
  }
}

const userId = (id: string) => parseWith(idSchema, id, 'ID_INVALID', 'The id of the user');
