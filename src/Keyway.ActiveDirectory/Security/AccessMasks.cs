namespace Keyway.ActiveDirectory.Security;

/// <summary>What generic rights mean on a directory object ([MS-ADTS] 5.1.3.2).</summary>
internal static class AccessMasks
{
    private const AccessMask Read = AccessMask.ReadControl | AccessMask.ListChildren | AccessMask.ReadProperty | AccessMask.ListObject;
    private const AccessMask Write = AccessMask.ReadControl | AccessMask.ValidatedWrite | AccessMask.WriteProperty;
    private const AccessMask Execute = AccessMask.ReadControl | AccessMask.ListChildren;

    /// <summary>The mask with its generic rights spelled out.</summary>
    public static AccessMask Specific(this AccessMask mask)
    {
        var specific = mask & ~(AccessMask.GenericAll | AccessMask.GenericExecute | AccessMask.GenericWrite | AccessMask.GenericRead);
        if (mask.HasFlag(AccessMask.GenericAll))
            specific |= AccessMask.FullControl;
        if (mask.HasFlag(AccessMask.GenericRead))
            specific |= Read;
        if (mask.HasFlag(AccessMask.GenericWrite))
            specific |= Write;
        if (mask.HasFlag(AccessMask.GenericExecute))
            specific |= Execute;
        return specific;
    }
}
