using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Tpm.Tests;

/// <summary>The three calls of the room, ended when the test run is.</summary>
internal static class TestKeys
{
    public static Tpm Open(this SoftwareTpm software) => Tpm.Open(software.Address, TestContext.Current.CancellationToken).Value;

    public static Tpm Open(this SoftwareTpm software, TimeSpan limit) =>
        Tpm.Open(software.Address, TimeProvider.System, limit, TestContext.Current.CancellationToken).Value;

    public static TpmKeyBlob Make(this Tpm tpm, TpmKeyKind kind) => tpm.CreateKey(kind, TestContext.Current.CancellationToken).Value;

    public static RSA Key(this Tpm tpm, TpmKeyKind kind) => tpm.Load(tpm.Make(kind).Encode()).Value;

    public static Result<RSA> Load(this Tpm tpm, byte[] blob) => tpm.LoadKey(blob, TestContext.Current.CancellationToken);
}
