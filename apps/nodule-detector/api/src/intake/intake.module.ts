/** Uploads over HTTP. */
import { Module, type DynamicModule } from '@nestjs/common';
import { IntakeService } from './intake.service.js';
import { UPLOAD_DIR, UploadsController } from './uploads.controller.js';

@Module({})
export class IntakeModule {
  static with({ intake, uploadDir }: { intake: IntakeService; uploadDir: string | undefined }): DynamicModule {
    return {
      module: IntakeModule,
      controllers: [UploadsController],
      providers: [
        { provide: IntakeService, useValue: intake },
        { provide: UPLOAD_DIR, useValue: uploadDir },
      ],
    };
  }
}
