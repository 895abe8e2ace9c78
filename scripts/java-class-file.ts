/** A field or method of a Java class file, with its generic signature when the file has one. */
export interface JavaMember {
  name: string;
  isPublic: boolean;
  isStatic: boolean;
  /** JVM descriptor or, when present, generic signature: `(Lcom/x/List<TT;>;)V`. */
  signature: string;
}

/** What the type table needs of one Java class file. */
export interface JavaClass {
  /** Internal name: `com/nawforce/runforce/System/List`. */
  name: string;
  superName: string | null;
  interfaces: string[];
  isInterface: boolean;
  /** Generic class signature, or null. */
  signature: string | null;
  fields: JavaMember[];
  methods: JavaMember[];
}

const PUBLIC = 0x0001;
const STATIC = 0x0008;
const SYNTHETIC = 0x1000;
const INTERFACE = 0x0200;

/** Reads a Java class file (JVM specification, chapter 4). Throws on anything that is none. */
export function readClassFile(bytes: Uint8Array): JavaClass {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const u1 = (): number => view.getUint8(at++);
  const u2 = (): number => view.getUint16((at += 2) - 2);
  const u4 = (): number => view.getUint32((at += 4) - 4);

  if (u4() !== 0xcafebabe) throw new Error('Not a Java class file');
  at += 4;
  const utf8 = new Map<number, string>();
  const classes = new Map<number, number>();
  const count = u2();
  for (let index = 1; index < count; index++) {
    const tag = u1();
    switch (tag) {
      case 1: {
        const length = u2();
        utf8.set(index, new TextDecoder().decode(bytes.subarray(at, at + length)));
        at += length;
        break;
      }
      case 7:
        classes.set(index, u2());
        break;
      case 5:
      case 6:
        at += 8;
        index++;
        break;
      case 8:
      case 16:
      case 19:
      case 20:
        at += 2;
        break;
      case 15:
        at += 3;
        break;
      case 3:
      case 4:
      case 9:
      case 10:
      case 11:
      case 12:
      case 17:
      case 18:
        at += 4;
        break;
      default:
        throw new Error(`Unknown constant pool tag ${tag}`);
    }
  }
  const text = (index: number): string => utf8.get(index) ?? '';
  const className = (index: number): string => text(classes.get(index) ?? 0);

  const access = u2();
  const name = className(u2());
  const superIndex = u2();
  const interfaces = Array.from({ length: u2() }, () => className(u2()));

  const signatureAttribute = (): string | null => {
    let signature: string | null = null;
    for (let left = u2(); left > 0; left--) {
      const attribute = text(u2());
      const length = u4();
      const end = at + length;
      if (attribute === 'Signature') signature = text(u2());
      at = end;
    }
    return signature;
  };
  const members = (): JavaMember[] => {
    const found: JavaMember[] = [];
    for (let left = u2(); left > 0; left--) {
      const flags = u2();
      const memberName = text(u2());
      const descriptor = text(u2());
      const signature = signatureAttribute() ?? descriptor;
      if (!(flags & SYNTHETIC)) {
        found.push({ name: memberName, isPublic: !!(flags & PUBLIC), isStatic: !!(flags & STATIC), signature });
      }
    }
    return found;
  };
  const fields = members();
  const methods = members();
  return {
    name,
    superName: superIndex ? className(superIndex) : null,
    interfaces,
    isInterface: !!(access & INTERFACE),
    signature: signatureAttribute(),
    fields,
    methods
  };
}
