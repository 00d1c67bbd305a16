/** From corpora to the student: teacher, what it thinks of every text, student. Each stage goes on where it was stopped. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '@casebook/training';
import type { AssistantNetwork } from '../network/assistant-network.js';
import { networkAnswerer } from '../network/answerers.js';
import { formatScores, labelLoss, teach, type Classroom } from '../network/teach.js';
import { teachHeads } from '../network/teach-heads.js';
import { validationScores } from '../network/validation-scores.js';
import type { Part } from '../network/text-batches.js';
import { copyWeights } from '../student/cut-student.js';
import { distilLoss } from '../student/distil-loss.js';
import { answersOfBytes, answersToBytes, askTeacher, type TeacherAnswers } from '../student/teacher-answers.js';
import type { Choices } from './choices.js';
import { freshStudent, freshTeacher, lessonsOf, type Material, type Parts, partsOf } from './material.js';

export interface Trained {
  /** Absent where the student learned of labels alone. */
  teacher?: { network: AssistantNetwork; parts: Parts };
  student: { network: AssistantNetwork; parts: Parts };
  /** What the student is taught on. */
  lessons: Part[];
  /** What the teacher thinks of each text of the lessons; empty without a teacher. */
  answers: TeacherAnswers[];
}

/** `teacher`: all of it; `labels`: the student learns without a teacher, its heads first; `heads`: only heads are taught, on the encoder as published. */
export type TrainingMode = 'teacher' | 'labels' | 'heads';

export interface TrainAssistantOptions {
  folder: RunFolder;
  mode: TrainingMode;
  output?: NodeJS.WritableStream | null;
  say: (line: string) => void;
}

export async function trainAssistant(material: Material, choices: Choices, options: TrainAssistantOptions): Promise<Trained> {
  const { folder, mode, output, say } = options;
  const room = (name: string, { watched }: Parts): Classroom => ({
    name,
    folder,
    validation: watched,
    say,
    ...(output !== undefined && { output }),
  });
  const student = { network: freshStudent(material, choices), parts: partsOf(material, material.trimmed.json, choices) };
  const { lesson, layers, weights } = choices.student;
  if (mode === 'heads') {
    await teachHeads(student.network, student.parts.train, choices.heads, say);
    say(formatScores(await validationScores(networkAnswerer(student.network), student.parts.watched)));
    return { student, lessons: student.parts.train, answers: [] };
  }
  if (mode === 'labels') {
    if (!existsSync(join(folder.path, 'checkpoints', 'student')))
      await teachHeads(student.network, student.parts.train, choices.heads, say);
    await teach(student.network, student.parts.train, lesson, labelLoss(student.network, lesson), room('student', student.parts));
    return { student, lessons: student.parts.train, answers: [] };
  }
  const teacher = { network: freshTeacher(material, choices), parts: partsOf(material, material.base.tokenizer as object, choices) };
  if (!existsSync(join(folder.path, 'checkpoints', 'teacher'))) await teachHeads(teacher.network, teacher.parts.train, choices.heads, say);
  await teach(
    teacher.network,
    teacher.parts.train,
    choices.teacher,
    labelLoss(teacher.network, choices.teacher),
    room('teacher', teacher.parts),
  );
  const judged = lessonsOf(material, material.base.tokenizer as object, teacher.parts);
  const answers: TeacherAnswers[] = [];
  for (const [i, { name }] of material.corpora.entries()) {
    answers.push(await answersOf(teacher.network, judged[i]!, layers, join(folder.path, 'teacher-answers', `${name}.safetensors`), say));
  }
  copyWeights(student.network, teacher.network, { layers, tokens: material.trimmed.kept });
  const lessons = lessonsOf(material, material.trimmed.json, student.parts);
  const loss = distilLoss(student.network, lessons, answers, weights);
  await teach(student.network, lessons, lesson, loss, room('student', student.parts));
  return { teacher, student, lessons, answers };
}

async function answersOf(
  teacher: AssistantNetwork,
  part: Part,
  layers: readonly number[],
  file: string,
  say: (line: string) => void,
): Promise<TeacherAnswers> {
  if (existsSync(file)) return answersOfBytes(await readFile(file));
  say(`The teacher is asked about ${part.examples.length} texts: ${file}`);
  const answers = askTeacher(teacher, part, layers);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.part`, answersToBytes(answers));
  await rename(`${file}.part`, file);
  return answers;
}
