/** What an association may be about: C-ECHO, and C-STORE of CT images in a transfer syntax that is read. */
import { canDecode } from '@casebook/imaging';
import dimse from 'dcmjs-dimse';
import type { association } from 'dcmjs-dimse';
import { CT_CLASSES } from '../intake/worker/ct-classes.js';

const { PresentationContextResult, RejectReason, SopClass } = dimse.constants;

type Association = InstanceType<typeof association.Association>;

/** Uncompressed ones first: nobody has to decode them again. */
const PREFERRED = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2'];

/** Accepts or refuses each context that was proposed; a context is a kind of object and the encodings offered for it. */
export function acceptContexts(proposed: Association): void {
  for (const { context } of proposed.getPresentationContexts() as { context: InstanceType<typeof association.PresentationContext> }[]) {
    const offered = context.getTransferSyntaxUids();
    const kind = context.getAbstractSyntaxUid();
    const known = kind === SopClass.Verification || CT_CLASSES.has(kind);
    const syntax = PREFERRED.find((uid) => offered.includes(uid)) ?? offered.find((uid) => canDecode(uid));
    if (!known) context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
    else if (!syntax) context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
    else context.setResult(PresentationContextResult.Accept, syntax);
  }
}

export interface Door {
  /** What the listener is called; undefined: whatever it is called by. */
  title: string | undefined;
  /** Who may call; undefined: everybody. */
  callers: readonly string[] | undefined;
}

/** @returns why the association is refused; undefined where it may be */
export function refusal(proposed: Association, { title, callers }: Door): number | undefined {
  if (title !== undefined && proposed.getCalledAeTitle().trim() !== title) return RejectReason.CalledAeNotRecognized;
  if (callers && !callers.includes(proposed.getCallingAeTitle().trim())) return RejectReason.CallingAeNotRecognized;
  return undefined;
}
