/** Which variables share a learning-rate factor or a weight decay. */
import { InvalidInputError } from '@casebook/core';

/** Plain data, so that it can stand in a configuration. A variable is in the group where its name is listed or matches. */
export interface ParameterGroup {
  /** Regular expression on the variable's name, e.g. `^encoder_[0-3]/`. */
  match?: string | undefined;
  /** Exact names, e.g. of one depth of a network. */
  names?: readonly string[] | undefined;
  /** Multiplies the learning rate. */
  rateFactor?: number | undefined;
  /** In place of the optimiser's own decay and of the rule for biases. */
  weightDecay?: number | undefined;
}

export interface ParameterSettings {
  rateFactor: number;
  weightDecay: number;
}

/** The last part of a name as TensorFlow.js makes it: `dense_1/bias`, and `dense_1/bias_1` where it was taken. */
const UNDECAYED = /(^|\/)(bias|beta|gamma)(_\d+)?$/;

/**
 * Whether weight decay is for this variable: not for biases, nor for scale and shift of a normalisation, which are told by their last name
 * (`bias`, `beta`, `gamma`) or by having fewer than two dimensions (so a lone temperature is left alone too).
 */
export const decays = (name: string, rank: number): boolean => rank >= 2 && !UNDECAYED.test(name);

/**
 * Prepares the look-up: the first group that holds the variable and says a value wins, for each of the two values apart.
 *
 * @param weightDecay for the variables that decay, where no group says otherwise
 * @throws {InvalidInputError} `PARAMETER_GROUP` where a group can never hold a variable or a number is negative
 */
export function parameterSettings(
  groups: readonly ParameterGroup[],
  weightDecay: number,
): (name: string, rank: number) => ParameterSettings {
  const prepared = groups.map((group, g) => {
    const { match, names, rateFactor = 0, weightDecay: decay = 0 } = group;
    if ((match === undefined && names === undefined) || !(rateFactor >= 0 && decay >= 0)) {
      throw new InvalidInputError(
        'PARAMETER_GROUP',
        `Parameter group ${g} needs \`match\` or \`names\`, and factor and decay of 0 or more: correct it.`,
      );
    }
    const listed = new Set(names);
    const pattern = match === undefined ? undefined : toPattern(match, g);
    return { ...group, holds: (name: string) => listed.has(name) || pattern?.test(name) === true };
  });
  return (name, rank) => {
    const own = prepared.filter(({ holds }) => holds(name));
    return {
      rateFactor: own.find((group) => group.rateFactor !== undefined)?.rateFactor ?? 1,
      weightDecay: own.find((group) => group.weightDecay !== undefined)?.weightDecay ?? (decays(name, rank) ? weightDecay : 0),
    };
  };
}

function toPattern(match: string, g: number): RegExp {
  try {
    return new RegExp(match, 'u');
  } catch (cause) {
    throw new InvalidInputError('PARAMETER_GROUP', `Parameter group ${g}: ${match} is no regular expression.`, { cause });
  }
}
