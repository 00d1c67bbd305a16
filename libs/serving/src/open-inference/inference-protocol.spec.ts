import { NotFoundError } from '@casebook/core';
import { doublingOnnx } from '@casebook/model-packages/testing';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { InferencePool } from '../workers/inference-pool.js';
import { decodeTensor, encodeTensor } from './codec.js';
import { inferenceProtocol, type InferenceProtocol } from './inference-protocol.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // workers start slowly on busy machines

let pool: InferencePool;
let protocol: InferenceProtocol;
beforeAll(async () => {
  const tensor = { dtype: 'float32' as const, shape: ['batch', 3] };
  const doubler = { bytes: doublingOnnx(), inputs: [{ name: 'x', ...tensor }], outputs: [{ name: 'y', ...tensor }] };
  pool = await InferencePool.create({ models: { doubler }, version: '1.2.0' });
  protocol = inferenceProtocol({ name: 'casebook', version: '0.1.0', models: pool });
});
afterAll(() => pool.close());

const get = (path: string) => protocol.handle({ method: 'GET', path });
const infer = (body: unknown, path = '/v2/models/doubler/infer') => protocol.handle({ method: 'POST', path, body });
const input = (changes = {}) => ({ name: 'x', shape: [2, 3], datatype: 'FP32', data: [1, 2, 3, 4, 5, 6], ...changes });

describe('inferenceProtocol', () => {
  it('tells what it is and what it has', async () => {
    expect(await get('/v2')).toEqual({ status: 200, body: { name: 'casebook', version: '0.1.0', extensions: [] } });
    expect(await get('/v2/health/live')).toEqual({ status: 200, body: { live: true } });
    expect(await get('/v2/health/ready')).toEqual({ status: 200, body: { ready: true } });
    const metadata = {
      name: 'doubler',
      versions: ['1.2.0'],
      platform: 'onnxruntime_onnx',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3] }],
      outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 3] }],
    };
    expect(await get('/v2/models/doubler')).toEqual({ status: 200, body: metadata });
    expect(await get('/v2/models/doubler/versions/1.2.0')).toEqual({ status: 200, body: metadata });
    expect(await get('/v2/models/doubler/ready')).toEqual({ status: 200, body: { name: 'doubler', ready: true } });
  });

  it('infers, flat or nested', async () => {
    const body = {
      model_name: 'doubler',
      model_version: '1.2.0',
      id: 'a',
      outputs: [{ name: 'y', shape: [2, 3], datatype: 'FP32', data: [2, 4, 6, 8, 10, 12] }],
    };
    expect(await infer({ id: 'a', inputs: [input()] })).toEqual({ status: 200, body });
    const nested = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(
      await infer({ id: 'a', inputs: [input({ data: nested })], outputs: [{ name: 'y' }] }, '/v2/models/doubler/versions/1.2.0/infer'),
    ).toEqual({ status: 200, body });
  });

  it.each([
    ['GET', '/v2/models/tripler', 404, 'MODEL_UNKNOWN'],
    ['GET', '/v2/models/doubler/versions/9', 404, 'MODEL_VERSION_UNKNOWN'],
    ['GET', '/v2/models/constructor', 404, 'MODEL_UNKNOWN'],
    ['GET', '/v2/models/%E0%A4%A', 400, 'PATH_INVALID'],
    ['GET', '/v2/other', 404, 'ROUTE_UNKNOWN'],
    ['GET', '/v2/models/doubler/infer', 405, 'METHOD_NOT_ALLOWED'],
    ['POST', '/v2/health/live', 405, 'METHOD_NOT_ALLOWED'],
  ])('answers %s %s with %i %s', async (method, path, status, code) => {
    expect(await protocol.handle({ method, path })).toEqual({ status, body: { code, error: expect.any(String) } });
  });

  it.each([
    ['no inputs', {}, 'INFERENCE_REQUEST_INVALID'],
    ['null', null, 'INFERENCE_REQUEST_INVALID'],
    ['an unknown datatype', { inputs: [input({ datatype: 'FP8' })] }, 'TENSOR_DATATYPE'],
    ['the wrong datatype', { inputs: [input({ datatype: 'FP64' })] }, 'INPUT_DTYPE'],
    ['too few elements', { inputs: [input({ data: [1] })] }, 'TENSOR_DATA'],
    ['text for a number', { inputs: [input({ data: [1, 2, 3, 4, 5, 'six'] })] }, 'TENSOR_DATA'],
    ['null where NaN may not be', { inputs: [input({ data: [1, 2, 3, 4, 5, null] })] }, 'INPUT_NOT_FINITE'],
    ['a number too large for float32', { inputs: [input({ data: [1, 2, 3, 4, 5, 1e300] })] }, 'INPUT_NOT_FINITE'],
    ['another shape', { inputs: [input({ shape: [3, 2] })] }, 'INPUT_SHAPE'],
    ['an input twice', { inputs: [input(), input()] }, 'INPUT_REPEATED'],
    ['an unknown output', { inputs: [input()], outputs: [{ name: 'z' }] }, 'OUTPUT_UNKNOWN'],
  ])('refuses %s', async (_, body, code) => {
    expect(await infer(body)).toMatchObject({ status: 400, body: { code } });
  });

  test.prop([fc.anything()], { numRuns: 500 })('answers any body with 400, and goes on', async (body) => {
    expect((await infer(body)).status).toBe(400);
  });

  it('says when no worker is left, and hides what is not expected', async () => {
    const models = {
      version: '1',
      names: () => [],
      ready: () => false,
      signature: () => ({ inputs: [], outputs: [] }),
      run: () => Promise.reject(new Error('secret')),
    };
    const broken = inferenceProtocol({ name: 'x', version: '1', models });
    expect((await broken.handle({ method: 'GET', path: '/v2/health/ready' })).status).toBe(503);
    const answer = await broken.handle({ method: 'POST', path: '/v2/models/a/infer', body: { inputs: [input()] } });
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(() => pool.signature('a')).toThrow(NotFoundError);
  });
});

describe('codec', () => {
  it.each([
    ['INT8', 128],
    ['UINT8', -1],
    ['INT32', 1.5],
    ['INT64', 2 ** 53],
    ['INT64', '9223372036854775808'],
    ['UINT64', '-1'],
    ['BOOL', 2],
    ['BYTES', 1],
    ['FP32', '1'],
  ])('refuses %s %s', (datatype, value) => {
    expect(() => decodeTensor({ name: 'x', shape: [1], datatype, data: [value] })).toThrow(
      expect.objectContaining({ code: 'TENSOR_DATA' }),
    );
  });

  it.each([
    ['INT64', ['9223372036854775807', -5, 0]],
    ['UINT64', ['18446744073709551615', 1, 2]],
    ['BOOL', [true, false, true]],
    ['BYTES', ['a', '', 'ü']],
    ['FP64', [0.1, -1e300, 3]],
    ['UINT32', [4294967295, 0, 1]],
  ])('carries %s there and back', (datatype, data) => {
    expect(encodeTensor('x', decodeTensor({ name: 'x', shape: [3], datatype, data }))).toEqual({ name: 'x', shape: [3], datatype, data });
  });

  it('does not send what JSON cannot carry', () => {
    expect(() => encodeTensor('y', { dtype: 'float32', shape: [1], data: Float32Array.of(NaN) })).toThrow(/output 'y'/);
  });
});
