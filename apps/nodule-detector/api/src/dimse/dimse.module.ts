import { Module, type DynamicModule } from '@nestjs/common';
import { DimseService } from './dimse.service.js';

/** The DICOM listener, for whoever asks on which port it listens. */
@Module({})
export class DimseModule {
  static with({ dimse }: { dimse: DimseService | undefined }): DynamicModule {
    return { module: DimseModule, providers: dimse ? [{ provide: DimseService, useValue: dimse }] : [] };
  }
}
