/** Studies that are announced on the bus: searched once, whatever is delivered again. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvent, encodeEvent, InMemoryEventBus, KafkaEventBus, type EventBus } from '@casebook/events';
import { TOPICS, type StudyAnnounced, type StudyPageDto } from '@casebook/nodule-detector-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studyAnnounced } from './nodule.events.js';
import { chestFiles } from './testing/ball-in-lungs.js';
import { kafkaBrokers } from './testing/kafka.js';
import { startTestService, type TestService } from './testing/start-test-service.js';

const buses: [string, boolean, () => EventBus][] = [
  ['in memory', false, () => new InMemoryEventBus()],
  ['Kafka', kafkaBrokers.length === 0, () => new KafkaEventBus({ brokers: kafkaBrokers, clientId: 'nodule-detector-spec' })],
];

/** Long enough for a machine that is busy with other things. */
const LATE = { timeout: 100_000, interval: 100 };

describe.each(buses)('on a bus %s', (name, skipped, openBus) => {
  describe.skipIf(skipped)('an announcement', () => {
    const folder = mkdtempSync(join(tmpdir(), 'casebook-announced-'));
    let service: TestService;
    let bus: EventBus;
    beforeAll(async () => {
      bus = openBus();
      service = await startTestService({ bus, env: { IMPORT_DIR: folder } });
    });
    afterAll(async () => {
      await service?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const announced = (data: StudyAnnounced) => encodeEvent(studyAnnounced, createEvent(studyAnnounced, data, { source: '/pacs' }));
    const jobsOf = async (seriesUid: string) =>
      (
        await service.topology.database.query<{ status: string }>('SELECT status FROM jobs WHERE series_uid = $1 ORDER BY position', [
          seriesUid,
        ])
      ).map(({ status }) => status);
    const deadLetters = async () => {
      const causes: string[] = [];
      for await (const { headers } of bus.read(`${TOPICS.studies}.dlq`)) causes.push(JSON.stringify(headers));
      return causes;
    };

    it('of a stored series starts one search, delivered once or three times', async () => {
      const { studyUid, seriesUid, jobId } = await service.store(chestFiles(`announced ${name}`));
      await service.ended(jobId);
      await service.topology.database.query('UPDATE instances SET sha256 = reverse(sha256) WHERE series_uid = $1 AND number = 1', [
        seriesUid,
      ]); // other bytes: a search is due
      const wire = announced({ studyUid, seriesUid });
      await bus.publish(TOPICS.studies, [wire, wire]);
      await expect.poll(() => jobsOf(seriesUid), LATE).toHaveLength(2);
      await bus.publish(TOPICS.studies, [wire]);
      const last = announced({ studyUid, seriesUid });
      await bus.publish(TOPICS.studies, [last]); // in order behind the last copy
      await expect.poll(async () => (await service.topology.database.query('SELECT 1 FROM inbox')).length, LATE).toBe(2);
      expect(await jobsOf(seriesUid)).toHaveLength(2);
    });

    it('of a folder is read and searched, and nothing outside of it', async () => {
      mkdirSync(join(folder, 'today'));
      chestFiles(`folder ${name}`).forEach((bytes, n) => writeFileSync(join(folder, 'today', `${n}.dcm`), bytes));
      symlinkSync('/etc', join(folder, 'elsewhere'));
      const worklist = async () =>
        (await service.request<StudyPageDto>('/v1/studies')).body.studies.filter(({ source }) => source === 'kafka');
      await bus.publish(TOPICS.studies, [announced({ folder: 'elsewhere' }), announced({ folder: 'today' })]);
      await expect.poll(async () => (await worklist())[0]?.job?.status, LATE).toBe('done');
      expect(await worklist()).toHaveLength(1);
      expect((await worklist())[0]).toMatchObject({ instances: 31, findings: 1, modality: 'CT' });
    });

    it('of what is not there, or that is none, goes to the dead letters with its cause', async () => {
      await bus.publish(TOPICS.studies, [
        announced({ studyUid: '1.9', seriesUid: '1.9.9' }),
        { ...announced({ folder: 'x' }), value: Buffer.from('{"folder":"../x"}') },
      ]);
      await expect.poll(async () => (await deadLetters()).join(), LATE).toContain('SERIES_UNKNOWN');
      await expect.poll(async () => (await deadLetters()).join(), LATE).toContain('EVENT_INVALID');
    });
  });
});
