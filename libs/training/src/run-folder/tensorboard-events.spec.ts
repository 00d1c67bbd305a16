import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.js';
import { scalarEvent, versionEvent } from './tensorboard-events.js';

describe('crc32c', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogue of CRC algorithms for "123456789"
  it.each([
    [Buffer.from('123456789'), 0xe3069283],
    [Buffer.alloc(32), 0x8a9136aa],
    [Buffer.alloc(32, 0xff), 0x62a8ab43],
    [Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e],
  ])('of %o', (bytes, expected) => expect(crc32c(bytes)).toBe(expected));
});

describe('events', () => {
  // Python: tensorboard 2.21.0
  //   from tensorboard.compat.proto.event_pb2 import Event
  //   from tensorboard.compat.proto.summary_pb2 import Summary
  //   from tensorboard.summary.writer.record_writer import RecordWriter
  //   def record(event): f = io.BytesIO(); RecordWriter(f).write(event.SerializeToString()); return f.getvalue().hex()
  //   record(Event(wall_time=1700000000.25, file_version='brain.Event:2'))
  //   record(Event(wall_time=1700000000.5, step=300, summary=Summary(value=[Summary.Value(tag='loss', simple_value=0.125),
  //                                                                         Summary.Value(tag='learning rate', simple_value=1e-3)])))
  it('are the bytes that TensorBoard itself writes', () => {
    expect(Buffer.from(versionEvent(1700000000.25)).toString('hex')).toBe(
      '1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9',
    );
    expect(Buffer.from(scalarEvent(1700000000.5, 300, { loss: 0.125, 'learning rate': 1e-3 })).toString('hex')).toBe(
      '31000000000000009d8383e90900002040fc54d94110ac022a230a0b0a046c6f7373150000003e0a140a0d6c6561726e696e672072617465156f12833ad0e58f19',
    );
  });
});
