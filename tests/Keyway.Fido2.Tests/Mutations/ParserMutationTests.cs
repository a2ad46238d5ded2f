using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Tests.Vectors;

namespace Keyway.Fido2.Tests.Mutations;

/// <summary>Every parser over damaged recorded bytes: a value or a numbered refusal, no exception, no hang, no memory by a false length.</summary>
[Trait("Attack", "W10")]
public sealed class ParserMutationTests
{
    // The largest recorded input has 2 KiB; a parser that took a false length at its word would ask for far more.
    private const long MaximumAllocation = 256 * 1024;

    public static TheoryData<string> Names => [.. Vectors().Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Client_data(string name)
    {
        Survives(Hex(Find(name).Registration.ClientDataJson), bytes => ClientData.Parse(bytes));
        Survives(Hex(Find(name).Authentication.ClientDataJson), bytes => ClientData.Parse(bytes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Authenticator_data(string name)
    {
        Survives(AttestationObject.Parse(Hex(Find(name).Registration.AttestationObject)).Value.AuthenticatorData.ToArray(), bytes => AuthenticatorData.Parse(bytes));
        Survives(Hex(Find(name).Authentication.AuthenticatorData), bytes => AuthenticatorData.Parse(bytes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Attestation_object(string name) => Survives(Hex(Find(name).Registration.AttestationObject), bytes => AttestationObject.Parse(bytes));

    [Theory]
    [MemberData(nameof(Names))]
    public void Attestation_statement(string name) =>
        Survives(AttestationObject.Parse(Hex(Find(name).Registration.AttestationObject)).Value.Statement.ToArray(), bytes => AttestationStatement.Parse(bytes));

    [Theory]
    [MemberData(nameof(Names))]
    public void Cose_key(string name)
    {
        var data = AttestationObject.Parse(Hex(Find(name).Registration.AttestationObject)).Value.AuthenticatorData;
        var parsed = AuthenticatorData.Parse(data);
        if (parsed.Succeeded) Survives(parsed.Value.Attested!.PublicKey.Encoded.ToArray(), bytes => CoseKey.Parse(bytes));
        else Assert.Equal(1013, parsed.Refusal.Error.Number); // Ed448
    }

    [Fact]
    public void Attestation_certificate()
    {
        var certificate = AttestationStatement
            .Parse(AttestationObject.Parse(Hex(VectorFile.Keyway.Vectors[0].Registration.AttestationObject)).Value.Statement).Value.Certificates![0];
        Survives<string>(certificate, bytes =>
        {
            if (!AttestationCertificate.Load(bytes).TryGet(out var loaded, out var refusal)) return refusal;
            using (loaded)
            {
                foreach (var algorithm in Enum.GetValues<CoseAlgorithm>()) CoseKey.FromCertificate(loaded, (int)algorithm);
                if (PackedCertificate.Check(loaded) is { } unfit) return unfit;
                if (ModelExtension.Check(loaded, Guid.Empty) is { } mismatch) return mismatch;
                if (TpmCertificate.Check(loaded) is { } notTpm) return notTpm;
                return "fit";
            }
        });
    }

    [Fact]
    public void Random_bytes()
    {
        var random = new Random(20190805);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Survive(bytes, ClientData.Parse);
            Survive(bytes, AuthenticatorData.Parse);
            Survive(bytes, AttestationObject.Parse);
            Survive(bytes, AttestationStatement.Parse);
            Survive(bytes, CoseKey.Parse);
        }
    }

    private static IEnumerable<Vector> Vectors() => [.. VectorFile.W3C.Vectors, .. VectorFile.Keyway.Vectors];

    private static Vector Find(string name) => Vectors().Single(vector => vector.Name == name);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);

    private static void Survives<T>(byte[] recorded, Func<byte[], Result<T>> parse)
        where T : notnull
    {
        foreach (var damaged in Mutation.Of(recorded)) Survive(damaged, bytes => parse(bytes.ToArray()));
    }

    private static void Survive<T>(byte[] damaged, Func<ReadOnlyMemory<byte>, Result<T>> parse)
        where T : notnull
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = parse(damaged);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumAllocation);
        if (!result.Succeeded) Assert.InRange(result.Refusal.Error.Number, 1010, 1149);
    }
}
