/** Exactly what is fetched: a wheel that is not one of these, byte for byte, is refused. */

export interface Wheel {
  /** Name on the Python package index, and version. */
  name: string;
  version: string;
  file: string;
  bytes: number;
  sha256: string;
}

export const tensorflowVersion = '2.21.0';

/** Of wheels for a Python: which one does not matter, only the C++ libraries inside are taken. */
export const pythonOfWheels = '3.11';

const wheel = (name: string, version: string, tags: string, bytes: number, sha256: string): Wheel => ({
  name,
  version,
  file: `${name.replaceAll('-', '_')}-${version}-${tags}.whl`,
  bytes,
  sha256,
});

const tensorflow = 'cp311-cp311-manylinux_2_27_x86_64';
const modern = 'py3-none-manylinux_2_27_x86_64';
const y2014 = 'py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64';
const y2010 = 'py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64';

export const cpuWheels: readonly Wheel[] = [
  wheel('tensorflow-cpu', tensorflowVersion, tensorflow, 273_829_956, '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c'),
];

/** What `tensorflow[and-cuda]` asks for, without the compiler and the profiler, which TensorFlow.js does not use. */
export const gpuWheels: readonly Wheel[] = [
  wheel('tensorflow', tensorflowVersion, tensorflow, 572_440_367, '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124'),
  wheel('nvidia-cublas-cu12', '12.9.3.13', modern, 581_217_458, 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72'),
  wheel('nvidia-cuda-nvrtc-cu12', '12.9.86', y2010, 89_568_129, '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4'),
  wheel('nvidia-cuda-runtime-cu12', '12.9.79', y2014, 3_493_179, '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3'),
  wheel('nvidia-cudnn-cu12', '9.28.0.42', modern, 716_538_495, '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375'),
  wheel('nvidia-cufft-cu12', '11.4.1.4', y2014, 200_877_592, 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28'),
  wheel('nvidia-curand-cu12', '10.3.10.19', modern, 68_295_626, '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e'),
  wheel('nvidia-cusolver-cu12', '11.7.5.82', modern, 338_117_415, '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88'),
  wheel('nvidia-cusparse-cu12', '12.5.10.65', y2014, 366_465_088, '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78'),
  wheel('nvidia-nccl-cu12', '2.32.3', modern, 351_526_311, 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c'),
  wheel('nvidia-nvjitlink-cu12', '12.9.86', y2010, 39_748_338, 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9'),
];

/**
 * The members a wheel is opened for: TensorFlow's two libraries and the headers of its C interface, or all of NVIDIA's libraries, which
 * keep their folders: TensorFlow's libraries look for them in `$ORIGIN/../nvidia/PART/lib`.
 *
 * @returns where to put the member below the target, or undefined to leave it in the wheel
 */
export function placeOf(member: string): string | undefined {
  if (/^nvidia\/\w+\/lib\/lib[^/]*\.so(?:\.\d+)*$/.test(member)) return member;
  const library = /^tensorflow\/(libtensorflow_\w+\.so(?:\.\d+)*)$/.exec(member);
  if (library) return `lib/${library[1]}`;
  const header = /^tensorflow\/include\/((?:tensorflow\/c|xla\/tsl\/c|tsl\/c)\/.*\.h|.*\/platform\/ctstring(?:_internal)?\.h)$/.exec(
    member,
  );
  return header ? `include/${header[1]}` : undefined;
}

/** 273_829_956 → `274 MB`, as package indexes count. */
export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;

export const totalBytes = (wheels: readonly Wheel[]) => wheels.reduce((sum, { bytes }) => sum + bytes, 0);
