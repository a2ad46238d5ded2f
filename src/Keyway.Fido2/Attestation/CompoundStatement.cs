namespace Keyway.Fido2.Attestation;

/// <summary>One statement inside a compound one.</summary>
/// <param name="Format">fmt.</param>
/// <param name="Statement">attStmt, still encoded.</param>
internal sealed record CompoundStatement(string Format, ReadOnlyMemory<byte> Statement);
