import { idSchema, type PolicyPageDto } from '@casebook/banking-chatbot-contract';
import { NotFoundError, parseWith } from '@casebook/core';
import { Controller, Get, Param } from '@nestjs/common';
import { policyPage } from './policies/index.js';

@Controller('v1/policies')
export class PoliciesController {
  @Get(':page')
  page(@Param('page') page: string): PolicyPageDto {
    const found = policyPage(parseWith(idSchema, page, 'ID_INVALID', 'The name of the page'));
    if (!found) throw new NotFoundError('POLICY_UNKNOWN', 'The bank has no page of this name. The source of an answer names one.');
    return found;
  }
}
