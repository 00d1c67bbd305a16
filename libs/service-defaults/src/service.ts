/** The one call: a NestJS service on Fastify with everything that does not depend on what it does. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@casebook/core/logging';
import { createLogger } from '@casebook/core/logging';
import { createMetrics, startTracing, type Metrics } from '@casebook/monitoring';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializeError } from './error-serializer.js';
import { Health, serveHealth } from './health.js';
import { installLimits } from './limits.js';
import { nestLogger } from './nest-logger.js';
import { openApiDocument, type ApiDescription } from './openapi.js';
import { ProblemFilter, problemOf, sendProblem } from './problem.filter.js';
import { observeRequests, requestId } from './request-observation.js';
import { trackRoutes } from './route-table.js';
import { readServiceConfig, type ServiceConfig } from './service-config.js';
import { servePage } from './static-page.js';

/** What the service's own modules get. */
export interface ServiceDefaults {
  name: string;
  config: ServiceConfig;
  logger: Logger;
  metrics: Metrics;
  health: Health;
}

export interface ServiceOptions {
  name: string;
  defaultPort: number;
  /** The root module, given the defaults. */
  module: (defaults: ServiceDefaults) => DynamicModule | Promise<DynamicModule>;
  api?: ApiDescription;
  /** Content types besides `application/json` whose bodies are JSON. */
  jsonTypes?: readonly string[];
  /** Folder of a built page to serve at `/`, where it exists. */
  page?: string;
  /** Routes on Fastify itself, where Nest's way is too slow; called once the modules are initialised. */
  routes?: (fastify: FastifyInstance, app: NestFastifyApplication) => void | Promise<void>;
  env?: Record<string, string | undefined>;
  logger?: Logger;
}

export interface Service extends ServiceDefaults {
  app: NestFastifyApplication;
  /** Every route, as `GET /v1/items/:id`. */
  routes(): string[];
  /** Whether a page is served at `/`. */
  page: boolean;
  /** Starts to answer; the address. */
  listen(): Promise<string>;
  /** Not ready any more, then drained, then closed, modules last. Once. */
  close(): Promise<void>;
}

/**
 * Builds a service; it answers after `listen()`.
 *
 * @throws {CasebookError} `CONFIG_INVALID`, and whatever the module throws while it starts
 *
 * @example
 * const service = await createService({ name: 'shop', defaultPort: 3333, module: (defaults) => AppModule.with(defaults) });
 * closeOnSignal(service.close, { logger: service.logger, timeoutMs: service.config.SHUTDOWN_TIMEOUT_MS });
 * console.log(await service.listen());
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  const config = readServiceConfig(options.defaultPort, options.env);
  const logger = (options.logger ?? createLogger(options.name)).child({}, { serializers: { err: serializeError } });
  const metrics = createMetrics(options.name);
  const tracing = startTracing({ service: options.name, ...(options.env ? { env: options.env } : {}) });
  const health = new Health();
  const defaults: ServiceDefaults = { name: options.name, config, logger, metrics, health };

  const adapter = new FastifyAdapter({
    genReqId: requestId,
    bodyLimit: config.BODY_LIMIT,
    trustProxy: config.TRUST_PROXY,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    handlerTimeout: config.REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    skipMiddie: true,
    routerOptions: { maxParamLength: 1024 }, // in characters as sent: an identifier may be percent-encoded
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error, request.id)),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  const routes = trackRoutes(fastify);
  acceptJson(fastify, options.jsonTypes ?? []);
  fastify.addHook('onRoute', (route) => {
    if (route.config?.longLived) route.handlerTimeout = 2 ** 31 - 1;
  });
  let closed: Promise<void> | undefined;
  let closing = false;
  fastify.addHook('onSend', (_, reply, payload, done) => {
    // A connection kept alive would hold up the shutdown until it times out.
    if (closing) reply.header('connection', 'close');
    done(null, payload);
  });
  observeRequests(fastify, { logger, metrics, tracing: tracing.exporting });
  await installLimits(fastify, config);

  const app = await NestFactory.create<NestFastifyApplication>(await options.module(defaults), adapter, {
    bodyParser: false, // Fastify's own, which refuses poisoned prototypes
    logger: nestLogger(logger),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(logger, routes.allowed));
  serveHealth(fastify, health);
  fastify.get('/metrics', { config: { rateLimit: false } }, async (_, reply) => {
    const { contentType, body } = await metrics.render();
    return reply.header('content-type', contentType).send(body);
  });
  if (options.api) {
    const document = openApiDocument(options.api) as unknown as OpenAPIObject;
    SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'docs/openapi.json', raw: ['json'], customSiteTitle: options.api.title });
  }
  const page = options.page === undefined ? false : await servePage(fastify, options.page);
  await options.routes?.(fastify, app);
  await app.init();

  const close = async () => {
    health.stop();
    closing = true;
    if (config.SHUTDOWN_DELAY_MS > 0) await sleep(config.SHUTDOWN_DELAY_MS);
    await app.close();
    await tracing.close();
  };
  return {
    ...defaults,
    app,
    routes: routes.list,
    page,
    listen: async () => {
      await app.listen(config.PORT, config.HOST);
      return (await app.getUrl()).replace('[::1]', 'localhost');
    },
    close: () => (closed ??= close()),
  };
}

/** JSON is the only body: Fastify's text parser goes, further JSON types come, read as strictly as `application/json`. */
function acceptJson(fastify: FastifyInstance, types: readonly string[]): void {
  fastify.removeContentTypeParser('text/plain');
  const parse = fastify.getDefaultJsonParser('error', 'error');
  for (const type of types) fastify.addContentTypeParser(type, { parseAs: 'string' }, parse);
}
