/** An expression of a Visualforce page: the part of the formula language that this runtime evaluates. */
export type PageExpression =
  | { kind: 'literal'; value: string | boolean | null }
  | { kind: 'sessionId' }
  | { kind: 'property'; name: string }
  | { kind: 'call'; name: PageFunction; of: PageExpression[] };

export type PageFunction = 'IF' | 'NOT' | 'AND' | 'OR';

/** Least and greatest number of arguments. */
const FUNCTIONS: Record<PageFunction, [number, number]> = { IF: [3, 3], NOT: [1, 1], AND: [1, 255], OR: [1, 255] };

/** Something in a page that this runtime does not have. */
export class UnsupportedPage extends Error {}

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|([(),]))/y;

/** Parses what stands between `{!` and `}`. @throws UnsupportedPage naming the construct */
export function parsePageExpression(source: string): PageExpression {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < source.trimEnd().length; end = TOKEN.lastIndex) {
    const token = TOKEN.exec(source);
    if (!token) throw new UnsupportedPage(`the expression {!${source}}`);
    tokens.push(token[1] ?? token[2] ?? token[3]);
  }
  let at = 0;
  const expect = (token: string): void => {
    if (tokens[at++] !== token) throw new UnsupportedPage(`the expression {!${source}}`);
  };
  const parse = (): PageExpression => {
    const token = tokens[at++];
    if (token === undefined || /^[(),]$/.test(token)) throw new UnsupportedPage(`the expression {!${source}}`);
    if (/^['"]/.test(token)) return { kind: 'literal', value: token.slice(1, -1).replace(/\\(.)/g, '$1') };
    if (tokens[at] === '(') return call(token);
    const word = token.toLowerCase();
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (word === 'null') return { kind: 'literal', value: null };
    if (word === '$api.session_id') return { kind: 'sessionId' };
    if (/[$.]/.test(token)) throw new UnsupportedPage(`${token} in an expression`);
    return { kind: 'property', name: token };
  };
  const call = (name: string): PageExpression => {
    const known = name.toUpperCase() as PageFunction;
    if (!Object.hasOwn(FUNCTIONS, known)) throw new UnsupportedPage(`the function ${name}()`);
    expect('(');
    const of = [parse()];
    while (tokens[at] === ',') {
      at++;
      of.push(parse());
    }
    expect(')');
    const [least, most] = FUNCTIONS[known];
    if (of.length < least || of.length > most) throw new UnsupportedPage(`${name}() with ${of.length} arguments`);
    return { kind: 'call', name: known, of };
  };
  const result = parse();
  if (at !== tokens.length) throw new UnsupportedPage(`the expression {!${source}}`);
  return result;
}

/** What an expression can reach. */
export interface PageScope {
  sessionId(): string;
  /** Value of a controller property. */
  property(name: string): unknown;
}

/** Evaluates an expression; only the branch that is taken is evaluated. */
export function evaluatePageExpression(expression: PageExpression, scope: PageScope): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'sessionId':
      return scope.sessionId();
    case 'property':
      return scope.property(expression.name);
    case 'call': {
      const isTrue = (part: PageExpression): boolean => truth(evaluatePageExpression(part, scope));
      switch (expression.name) {
        case 'IF':
          return evaluatePageExpression(isTrue(expression.of[0]) ? expression.of[1] : expression.of[2], scope);
        case 'NOT':
          return !isTrue(expression.of[0]);
        case 'AND':
          return expression.of.every(isTrue);
        case 'OR':
          return expression.of.some(isTrue);
      }
    }
  }
}

function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  throw new UnsupportedPage('a condition that is not a Boolean');
}
