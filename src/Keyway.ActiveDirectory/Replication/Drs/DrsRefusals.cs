using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>What a domain controller's replication refuses with, as a numbered refusal ([MS-ERREF] 2.2).</summary>
internal static class DrsRefusals
{
    private const uint AccessDeniedToExtended = 15;

    /// <summary>The return value, which is the last number of each result; null for success.</summary>
    public static Refusal? OfCall(ReadOnlySpan<byte> stub)
    {
        if (stub.Length < 4)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication result");
        var code = BinaryPrimitives.ReadUInt32LittleEndian(stub[^4..]);
        var error = code switch
        {
            0 => null,
            5 or 8453 => Catalogue.ActiveDirectory.ReplicationAccessDenied,
            8630 => Catalogue.ActiveDirectory.ReplicationSecretsDenied,

            // The database error of [MS-DRSR] is what an unknown uuidDsaObjDest leads to.
            8451 => Catalogue.ActiveDirectory.ReplicationSettingsUnknown,
            8333 or 8439 or 8440 => Catalogue.ActiveDirectory.NoSuchObject,
            _ => Catalogue.ActiveDirectory.ReplicationFailed,
        };
        return error is null ? null : new Refusal(error, $"Win32 error {code}");
    }

    /// <summary>The outcome of an extended operation other than success ([MS-DRSR] 4.1.10.2.21).</summary>
    public static Refusal OfOperation(uint outcome) => new(
        outcome == AccessDeniedToExtended ? Catalogue.ActiveDirectory.ReplicationAccessDenied : Catalogue.ActiveDirectory.ReplicationFailed,
        $"extended operation: {outcome}");
}
