import type { NativeType } from '../contract';

/** A native constructor, static or instance member, uniform for generated code. */
export type NativeFunction = (...args: unknown[]) => unknown;

/** All platform types that have JavaScript behind them, looked up by lower-cased qualified name (`system.httprequest`). */
export class NativeRegistry {
  private readonly types = new Map<string, NativeType>();

  /** Types of the same name are merged (members of one type may live in several files); a member defined twice is refused. */
  constructor(types: Iterable<NativeType>) {
    for (const type of types) this.add(type);
  }

  private add(type: NativeType): void {
    const key = type.name.toLowerCase();
    const known = this.types.get(key);
    if (!known) {
      this.types.set(key, {
        ...type,
        constructors: { ...type.constructors },
        instance: { ...type.instance },
        statics: { ...type.statics }
      });
      return;
    }
    known.instanceClass ??= type.instanceClass;
    for (const group of ['constructors', 'instance', 'statics'] as const) {
      for (const [name, member] of Object.entries(type[group] ?? {})) {
        const members = (known[group] ??= {}) as Record<string, unknown>;
        if (members[name]) throw new Error(`Native member defined twice: ${type.name}.${name}`);
        members[name] = member;
      }
    }
  }

  all(): NativeType[] {
    return [...this.types.values()];
  }

  type(qualifiedName: string): NativeType | null {
    return this.types.get(qualifiedName.toLowerCase()) ?? null;
  }

  /** `key` is a parameter list such as `(string)` for constructors, a member key otherwise. */
  member(qualifiedName: string, group: 'constructors' | 'instance' | 'statics', key: string): NativeFunction | null {
    const members = this.type(qualifiedName)?.[group] as Record<string, NativeFunction> | undefined;
    return members && Object.hasOwn(members, key) ? members[key] : null;
  }

  /** The type whose instances the value is, or null. */
  typeOf(value: object): NativeType | null {
    for (const type of this.types.values()) {
      if (type.instanceClass && value instanceof type.instanceClass) return type;
    }
    return null;
  }
}
