/** DICOMweb at /dicom-web. */
import { Module, type DynamicModule } from '@nestjs/common';
import { IntakeService } from '../intake/intake.service.js';
import { QidoController } from './qido.controller.js';
import { QidoService } from './qido.service.js';
import { StowController } from './stow.controller.js';
import { WadoController } from './wado.controller.js';
import { WadoService } from './wado.service.js';

@Module({})
export class DicomWebModule {
  static with({ intake, qido, wado }: { intake: IntakeService; qido: QidoService; wado: WadoService }): DynamicModule {
    return {
      module: DicomWebModule,
      controllers: [StowController, QidoController, WadoController],
      providers: [
        { provide: IntakeService, useValue: intake },
        { provide: QidoService, useValue: qido },
        { provide: WadoService, useValue: wado },
      ],
    };
  }
}
