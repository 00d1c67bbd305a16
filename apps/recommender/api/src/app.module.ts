/** Hands the parts of the service to Nest: controllers get them, lifecycle hooks reach the runtime. */
import { Module, type DynamicModule } from '@nestjs/common';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { CatalogueService } from './catalogue/catalogue.service.js';
import { InteractionsController } from './interactions/interactions.controller.js';
import { InteractionsService } from './interactions/interactions.service.js';
import { RecommendationsController } from './recommendations/recommendations.controller.js';
import { RecommendationsService } from './recommendations/recommendations.service.js';
import { RuntimeService } from './runtime.service.js';
import type { Topology } from './topology.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

@Module({})
export class AppModule {
  static with({ catalogue, interactions, recommendations, users, runtime }: Topology): DynamicModule {
    return {
      module: AppModule,
      controllers: [CatalogueController, InteractionsController, RecommendationsController, UsersController],
      providers: [
        { provide: CatalogueService, useValue: catalogue },
        { provide: InteractionsService, useValue: interactions },
        { provide: RecommendationsService, useValue: recommendations },
        { provide: UsersService, useValue: users },
        { provide: RuntimeService, useValue: runtime },
      ],
    };
  }
}
