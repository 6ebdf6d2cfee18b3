/** What is copied as it is: escapes, the beginning of a group, a quantifier. */
const OPAQUE = /\\p\{[^}]*\}|\\.|\(\?(?:[:=!]|<[=!]|<\w+>)|\{\d+,?\d*\}/y;
const CLASS = /\[(?:\\.|[^\]\\])*\]/y;
const CLASS_PART = /\\p\{[^}]*\}|\\.|\p{L}-\p{L}|\p{L}/gu;

/**
 * A pattern in which `(?i:…)` takes capitals and small letters alike. The engine's own modifier is not used: V8 14 loses it in a repeated
 * group of many alternatives, so that /(?i:(?:…|dr|…)\. ){0,2}/u no longer finds "Dr. " (seen with Node 24.21).
 */
export function anyCase(source: string, flags: string): RegExp {
  const modes: boolean[] = [];
  let isOpen = false;
  let result = "";
  for (let index = 0; index < source.length;) {
    const opaque = matchAt(OPAQUE, source, index);
    const set = opaque === null ? matchAt(CLASS, source, index) : null;
    const taken = source.startsWith("(?i:", index) ? "(?i:" : (opaque ?? set ?? source.charAt(index));
    index += taken.length;
    if (taken.startsWith("(")) {
      modes.push(isOpen);
      isOpen ||= taken === "(?i:";
    } else if (taken === ")") isOpen = modes.pop() ?? false;
    if (taken === "(?i:") result += "(?:";
    else if (!isOpen || opaque !== null) result += taken;
    else result += set === null ? bothCases(taken) : openSet(set);
  }
  return new RegExp(result, flags);
}

function matchAt(pattern: RegExp, source: string, index: number): string | null {
  pattern.lastIndex = index;
  return pattern.exec(source)?.[0] ?? null;
}

function bothCases(char: string): string {
  const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
  return lower === upper || upper.length > 1 ? char : `[${lower}${upper}]`;
}

function openSet(set: string): string {
  return set.replace(CLASS_PART, (part) => (part.length === 1 ? part.toLowerCase() + part.toUpperCase() : part));
}
