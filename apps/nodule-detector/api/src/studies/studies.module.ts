/** The worklist and the volumes of the viewer. */
import { Module, type DynamicModule } from '@nestjs/common';
import { StudiesController } from './studies.controller.js';
import { StudiesService } from './studies.service.js';
import { SeriesController } from './volumes/series.controller.js';
import { VolumesService } from './volumes/volumes.service.js';

@Module({})
export class StudiesModule {
  static with({ studies, volumes }: { studies: StudiesService; volumes: VolumesService }): DynamicModule {
    return {
      module: StudiesModule,
      controllers: [StudiesController, SeriesController],
      providers: [
        { provide: StudiesService, useValue: studies },
        { provide: VolumesService, useValue: volumes },
      ],
    };
  }
}
