/** `npx nx serve nodule-detector`: the service alone, on embedded parts unless DATABASE_URL and KAFKA_BROKERS name real ones. */
import { CasebookError } from '@casebook/core';
import { RESEARCH_USE } from '@casebook/nodule-detector-contract';
import { closeOnSignal } from '@casebook/service-defaults';
import { startNoduleDetector, type NoduleDetector } from './nodule-detector.js';
import { busName } from './topology.js';

try {
  const detector = await startNoduleDetector();
  const { service, close } = detector;
  closeOnSignal(close, { logger: service.logger, timeoutMs: service.config.SHUTDOWN_TIMEOUT_MS });
  console.log(welcome(detector));
} catch (error) {
  const expected = error instanceof CasebookError;
  console.error(expected ? `${error.code}: ${error.message}` : error);
  process.exit(1);
}

function welcome({ url, config, service, topology: { database, detector, intake } }: NoduleDetector): string {
  const { name, version, provider, missing } = detector.describe();
  return `
  The nodule detector answers at ${url}

    database   ${database.place}
    events     ${busName(config)}${config.KAFKA_BROKERS ? ` at ${config.KAFKA_BROKERS}` : '; set KAFKA_BROKERS for Kafka'}
    model      ${missing ? `${missing.code}: ${missing.detail}` : `${name} ${version} on ONNX Runtime's ${provider}`}
    DICOM      ${intake.dimse ? `C-STORE on port ${intake.dimse.port}` : 'no listener'}; DICOMweb at ${url}/dicom-web
    page       ${service.page ? url : 'not built (npx nx build nodule-detector-web)'}

    documentation   ${url}/docs
    try             curl -F file=@series.zip ${url}/v1/uploads

  ${RESEARCH_USE}
`;
}
