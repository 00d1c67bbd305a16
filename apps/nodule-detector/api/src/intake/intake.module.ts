/** Uploads over HTTP. */
import { Module, type DynamicModule } from '@nestjs/common';
import { IntakeRuntime } from './intake.runtime.js';
import { IntakeService } from './intake.service.js';
import { UPLOAD_DIR, UploadsController } from './uploads.controller.js';

@Module({})
export class IntakeModule {
  static with({
    intake,
    runtime,
    uploadDir,
  }: {
    intake: IntakeService;
    runtime: IntakeRuntime;
    uploadDir: string | undefined;
  }): DynamicModule {
    return {
      module: IntakeModule,
      controllers: [UploadsController],
      providers: [
        { provide: IntakeService, useValue: intake },
        { provide: IntakeRuntime, useValue: runtime },
        { provide: UPLOAD_DIR, useValue: uploadDir },
      ],
    };
  }
}
