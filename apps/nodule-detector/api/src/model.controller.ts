import type { ModelDto } from '@casebook/nodule-detector-contract';
import { Controller, Get, Inject } from '@nestjs/common';
import { DetectorService } from './detection/detector.service.js';

@Controller('v1/model')
export class ModelController {
  constructor(@Inject(DetectorService) private readonly detector: DetectorService) {}

  @Get()
  describe(): ModelDto {
    return this.detector.describe();
  }
}
