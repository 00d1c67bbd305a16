import { describe, expect, it } from 'vitest';
import { cpuWheels, gpuWheels, placeOf } from './pins.js';

describe('placeOf', () => {
  it.each([
    ['tensorflow/libtensorflow_cc.so.2', 'lib/libtensorflow_cc.so.2'],
    ['nvidia/cublas/lib/libcublasLt.so.12', 'nvidia/cublas/lib/libcublasLt.so.12'],
    ['tensorflow/include/tensorflow/c/eager/c_api.h', 'include/tensorflow/c/eager/c_api.h'],
    ['tensorflow/include/tsl/platform/ctstring_internal.h', 'include/tsl/platform/ctstring_internal.h'],
    ['tensorflow/include/xla/tsl/c/tsl_status.h', 'include/xla/tsl/c/tsl_status.h'],
  ])('%s is taken to %s', (member, place) => expect(placeOf(member)).toBe(place));

  it.each([
    'tensorflow/python/_pywrap_tfe.so',
    'tensorflow/include/tensorflow/core/framework/op.h',
    'tensorflow/include/tensorflow/c/',
    'tensorflow/../../libtensorflow_cc.so.2',
    'nvidia/cuda_nvcc/bin/ptxas',
  ])('%s is left', (member) => expect(placeOf(member)).toBeUndefined());
});

describe('pins', () => {
  it.each([...cpuWheels, ...gpuWheels])('$file has name, version, size and hash', ({ name, version, file, bytes, sha256 }) => {
    expect(file).toMatch(new RegExp(`^${name.replaceAll('-', '_')}-${version.replaceAll('.', '\\.')}-.*x86_64\\.whl$`));
    expect(bytes).toBeGreaterThan(1e6);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
