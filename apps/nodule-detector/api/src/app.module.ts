/** Hands the parts of the service to Nest: controllers get them, lifecycle hooks reach the runtime. */
import { Module, type DynamicModule } from '@nestjs/common';
import { DicomWebModule } from './dicomweb/dicomweb.module.js';
import { DimseModule } from './dimse/dimse.module.js';
import { DetectorService } from './detection/detector.service.js';
import { FindingsController } from './findings/findings.controller.js';
import { FindingsService } from './findings/findings.service.js';
import { IntakeModule } from './intake/intake.module.js';
import { JobsController } from './jobs/jobs.controller.js';
import { JobsService } from './jobs/jobs.service.js';
import { ModelController } from './model.controller.js';
import { ReportController } from './report/report.controller.js';
import { ReportService } from './report/report.service.js';
import { RuntimeService } from './runtime.service.js';
import { StudiesModule } from './studies/studies.module.js';
import type { Topology } from './topology.js';

@Module({})
export class AppModule {
  static with({ detector, findings, intake, jobs, report, runtime }: Topology): DynamicModule {
    return {
      module: AppModule,
      imports: [IntakeModule.with(intake), StudiesModule.with(intake), DicomWebModule.with(intake), DimseModule.with(intake)],
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
