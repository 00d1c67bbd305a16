/** Hands the parts of the service to Nest: controllers get them, lifecycle hooks reach the runtime. */
import { Module, type DynamicModule } from '@nestjs/common';
import { DetectorService } from './detection/detector.service.js';
import { FindingsController } from './findings/findings.controller.js';
import { FindingsService } from './findings/findings.service.js';
import { JobsController } from './jobs/jobs.controller.js';
import { JobsService } from './jobs/jobs.service.js';
import { ModelController } from './model.controller.js';
import { ReportController } from './report/report.controller.js';
import { ReportService } from './report/report.service.js';
import { RuntimeService } from './runtime.service.js';
import type { Topology } from './topology.js';

@Module({})
export class AppModule {
  static with({ detector, findings, jobs, report, runtime }: Topology): DynamicModule {
    return {
      module: AppModule,
      controllers: [FindingsController, JobsController, ModelController, ReportController],
      providers: [
        { provide: DetectorService, useValue: detector },
        { provide: FindingsService, useValue: findings },
        { provide: JobsService, useValue: jobs },
        { provide: ReportService, useValue: report },
        { provide: RuntimeService, useValue: runtime },
      ],
    };
  }
}
