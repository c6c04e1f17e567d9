// Pulumi runs every pack under ts-node, whose hooks reach `require` alone: behind an import Node runs the TypeScript.
import './pack.ts';
