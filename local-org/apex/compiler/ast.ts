/** Syntax tree of an Apex class file: plain data, so that it can be cached as JSON. Lines and columns count from 1. */
export interface Node {
  line: number;
  column: number;
}

export interface TypeNode extends Node {
  /** As written, dotted: `List`, `Dom.XmlNode`, `RelinkPlan.Step`. Arrays are `List`. */
  name: string;
  args: TypeNode[];
}

export interface Annotation extends Node {
  name: string;
  /** Lower-cased names → literal text; a single unnamed value is under `value`. */
  values: Record<string, string>;
}

export interface Modifiers {
  words: string[];
  annotations: Annotation[];
}

export interface ClassNode extends Node {
  kind: 'class' | 'interface' | 'enum';
  name: string;
  modifiers: Modifiers;
  superclass: TypeNode | null;
  interfaces: TypeNode[];
  members: MemberNode[];
  constants: string[];
  endLine: number;
}

export interface MethodNode extends Node {
  kind: 'method' | 'constructor';
  name: string;
  modifiers: Modifiers;
  /** Null for void and constructors. */
  result: TypeNode | null;
  parameters: { type: TypeNode; name: string }[];
  body: BlockNode | null;
  endLine: number;
}

export interface FieldNode extends Node {
  kind: 'field';
  modifiers: Modifiers;
  type: TypeNode;
  declarators: Declarator[];
}

export interface Declarator extends Node {
  name: string;
  value: Expression | null;
}

export interface PropertyNode extends Node {
  kind: 'property';
  modifiers: Modifiers;
  type: TypeNode;
  name: string;
  getter: { body: BlockNode | null; words: string[] } | null;
  setter: { body: BlockNode | null; words: string[] } | null;
  endLine: number;
}

export interface InitializerNode extends Node {
  kind: 'initializer';
  isStatic: boolean;
  body: BlockNode;
}

export type MemberNode = ClassNode | MethodNode | FieldNode | PropertyNode | InitializerNode;

export interface BlockNode extends Node {
  kind: 'block';
  statements: Statement[];
  endLine: number;
}

export type Statement =
  | BlockNode
  | (Node & { kind: 'local'; type: TypeNode; declarators: Declarator[] })
  | (Node & { kind: 'expression'; expression: Expression })
  | (Node & { kind: 'if'; condition: Expression; then: Statement; otherwise: Statement | null })
  | (Node & { kind: 'while'; condition: Expression; body: Statement | null })
  | (Node & { kind: 'do'; condition: Expression; body: Statement })
  | (Node & {
      kind: 'for';
      init: Statement[];
      condition: Expression | null;
      update: Expression[];
      body: Statement | null;
    })
  | (Node & { kind: 'foreach'; type: TypeNode; name: string; source: Expression; body: Statement | null })
  | (Node & { kind: 'switch'; subject: Expression; cases: SwitchCase[] })
  | (Node & {
      kind: 'try';
      body: BlockNode;
      catches: (Node & { type: TypeNode; name: string; body: BlockNode })[];
      finallyBody: BlockNode | null;
    })
  | (Node & { kind: 'return'; value: Expression | null })
  | (Node & { kind: 'throw'; value: Expression })
  | (Node & { kind: 'break' | 'continue' })
  | (Node & {
      kind: 'dml';
      operation: 'insert' | 'update' | 'upsert' | 'delete';
      mode: 'user' | 'system' | 'unspecified';
      value: Expression;
    })
  | (Node & { kind: 'runas'; user: Expression; body: BlockNode });

export interface SwitchCase extends Node {
  values: Expression[];
  /** `when Type name`. */
  type: TypeNode | null;
  binding: string | null;
  isElse: boolean;
  body: BlockNode;
}

export type LiteralType = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';

export type Expression = Node &
  (
    | { kind: 'literal'; type: LiteralType; value: string }
    | { kind: 'name'; name: string }
    | { kind: 'this' | 'super' }
    | { kind: 'dot'; target: Expression; name: string; safe: boolean }
    | { kind: 'call'; name: string; args: Expression[] }
    | { kind: 'dotcall'; target: Expression; name: string; args: Expression[]; safe: boolean }
    | { kind: 'index'; target: Expression; index: Expression }
    | { kind: 'new'; type: TypeNode; args: Expression[] }
    | { kind: 'newcollection'; type: TypeNode; items: Expression[]; pairs: [Expression, Expression][] }
    | { kind: 'newarray'; type: TypeNode; size: Expression }
    | { kind: 'binary'; op: string; left: Expression; right: Expression }
    | { kind: 'assign'; op: string; left: Expression; right: Expression }
    | { kind: 'unary'; op: string; operand: Expression }
    | { kind: 'postfix'; op: '++' | '--'; operand: Expression }
    | { kind: 'cast'; type: TypeNode; operand: Expression }
    | { kind: 'instanceof'; type: TypeNode; operand: Expression }
    | { kind: 'conditional'; condition: Expression; yes: Expression; no: Expression }
    | { kind: 'classref'; type: TypeNode }
    | { kind: 'soql'; query: QueryNode }
  );

export interface FieldPath extends Node {
  path: string;
}

export interface QueryNode extends Node {
  object: FieldPath;
  fields: FieldPath[];
  count: boolean;
  where: ConditionNode | null;
  orderBy: (FieldPath & { descending: boolean; nullsLast: boolean })[];
  limit: Expression | null;
  offset: Expression | null;
  mode: 'user' | 'system' | 'unspecified';
}

export type ConditionNode =
  | { op: 'and' | 'or'; parts: ConditionNode[] }
  | { op: 'not'; part: ConditionNode }
  | { op: 'compare'; operator: string; field: FieldPath; value: QueryValue };

export type QueryValue =
  | {
      kind: 'constant';
      type: 'null' | 'boolean' | 'number' | 'string' | 'date' | 'datetime' | 'dateformula';
      text: string;
    }
  | { kind: 'list'; values: QueryValue[] }
  | { kind: 'bind'; expression: Expression };
