import { parseWith } from '@casebook/core';
import {
  idSchema,
  itemPatchSchema,
  itemQuerySchema,
  itemReplacementSchema,
  newItemSchema,
  newItemsSchema,
  type CategoriesDto,
  type ItemDto,
  type ItemPageDto,
  type ItemsWrittenDto,
} from '@casebook/recommender-contract';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CatalogueService } from './catalogue.service.js';

@Controller('v1')
export class CatalogueController {
  constructor(@Inject(CatalogueService) private readonly catalogue: CatalogueService) {}

  @Get('items')
  list(@Query() query: unknown): Promise<ItemPageDto> {
    return this.catalogue.list(parseWith(itemQuerySchema, query, 'QUERY_INVALID', 'The query'));
  }

  @Get('categories')
  categories(): Promise<CategoriesDto> {
    return this.catalogue.categories();
  }

  @Post('items')
  async create(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<ItemDto | ItemsWrittenDto> {
    if (Array.isArray(body)) {
      const written = await this.catalogue.upsert(parseWith(newItemsSchema, body, 'ITEM_INVALID', 'The list of items'));
      reply.code(200);
      return { written };
    }
    const item = await this.catalogue.create(parseWith(newItemSchema, body, 'ITEM_INVALID', 'The item'));
    reply.code(201).header('location', `/v1/items/${encodeURIComponent(item.id)}`);
    return item;
  }

  @Get('items/:id')
  get(@Param('id') id: string): Promise<ItemDto> {
    return this.catalogue.get(itemId(id));
  }

  @Put('items/:id')
  replace(@Param('id') id: string, @Body() body: unknown): Promise<ItemDto> {
    const item = parseWith(itemReplacementSchema, body, 'ITEM_INVALID', 'The item');
    return this.catalogue.replace({ id: itemId(id), ...item });
  }

  @Patch('items/:id')
  patch(@Param('id') id: string, @Body() body: unknown): Promise<ItemDto> {
    return this.catalogue.patch(itemId(id), parseWith(itemPatchSchema, body, 'ITEM_INVALID', 'The change'));
  }

  @Delete('items/:id')
  @HttpCode(204)
  remove(@Param('id') id: string): Promise<void> {
    return this.catalogue.remove(itemId(id));
  }
}

const itemId = (id: string) => parseWith(idSchema, id, 'ID_INVALID', 'The id of the item');
