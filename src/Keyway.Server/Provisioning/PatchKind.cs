namespace Keyway.Server.Provisioning;

/// <summary>What an operation of a patch does (RFC 7644 3.5.2).</summary>
internal enum PatchKind
{
    Add,
    Replace,
    Remove,
}
