import { parseWith } from '@casebook/core';
import {
  idSchema,
  recommendationQuerySchema,
  similarQuerySchema,
  type RecommendationsDto,
  type SimilarItemsDto,
} from '@casebook/recommender-contract';
import { Controller, Get, Headers, Inject, Param, Query } from '@nestjs/common';
import { RecommendationsService } from './recommendations.service.js';

@Controller('v1')
export class RecommendationsController {
  constructor(@Inject(RecommendationsService) private readonly recommendations: RecommendationsService) {}

  @Get('users/:id/recommendations')
  recommend(@Param('id') id: string, @Query() query: unknown, @Headers('cache-control') cacheControl = ''): Promise<RecommendationsDto> {
    const userId = parseWith(idSchema, id, 'ID_INVALID', 'The id of the user');
    const asked = parseWith(recommendationQuerySchema, query, 'QUERY_INVALID', 'The query');
    return this.recommendations.recommend(userId, asked, cacheControl.includes('no-cache'));
  }

  @Get('items/:id/similar')
  similar(@Param('id') id: string, @Query() query: unknown): Promise<SimilarItemsDto> {
    const itemId = parseWith(idSchema, id, 'ID_INVALID', 'The id of the item');
    return this.recommendations.similar(itemId, parseWith(similarQuerySchema, query, 'QUERY_INVALID', 'The query').limit);
  }
}
