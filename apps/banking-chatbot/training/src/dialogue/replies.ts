/** Agreement and refusal in a user's own words. */

const NO =
  /^\W*(no|nope|nah|not|never|don['’]?t)\b|\b(wrong|incorrect|not (right|correct)|actually|instead|change (it|that|the)|rather)\b/i;
const YES =
  /\b(yes|yeah|yep|yup|sure|correct|right|confirm(ed)?|exactly|ok|okay|good|great|perfect|accurate|fine|absolutely|certainly|indeed|works|go ahead|proceed|please do|do (it|so|that)|alright|agreed?|deal|that['’]?s (it|what))\b/i;

export const refuses = (text: string): boolean => NO.test(text);
export const agrees = (text: string): boolean => !refuses(text) && YES.test(text);
