using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Errors;
using Keyway.Lab;

namespace Keyway.EndToEnd.DirectoryReading;

/// <summary>A computer account, signed in with its own secret, writes its own userCertificate and nobody else's.</summary>
[Collection(LabCollection.Name)]
public sealed class OwnComputerTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Secret = "Unguessable-9-machine-secret";

    private DirectoryDesk _desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await DirectoryDesk.OpenAsync(fixture.Lab, Cancellation);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task It_writes_and_takes_away_its_own_certificate_and_leaves_those_of_others()
    {
        var dn = await _desk.AddComputerAsync("r-dev1", Secret, new LdapAttribute("userCertificate", ["somebody else's"u8.ToArray()]));
        using var seat = await DirectorySeat.AsAsync(fixture.Lab, Domain.Upn("r-dev1$"), Secret, Cancellation);
        var own = (await OwnComputer.ReadAsync(seat.Connection, "R-DEV1", Cancellation)).Value;
        Assert.Equal((dn, "r-dev1$", await _desk.GuidOfAsync(dn)), (own.Dn, own.SamAccountName, own.ObjectGuid));

        var certificate = Certificate(own.ObjectGuid);
        Assert.Null(await OwnComputer.AddCertificateAsync(seat.Connection, own, certificate, Cancellation));
        // As a run does that was killed before it could remember.
        Assert.Null(await OwnComputer.AddCertificateAsync(seat.Connection, own, certificate, Cancellation));
        own = (await OwnComputer.ReadAsync(seat.Connection, "r-dev1$", Cancellation)).Value;
        Assert.Equal(2, own.UserCertificates.Count);

        Assert.Equal(1, (await OwnComputer.RemoveCertificatesAsync(seat.Connection, own, cancellationToken: Cancellation)).Value);
        // The entry is of before: what is gone already is no failure.
        Assert.Equal(0, (await OwnComputer.RemoveCertificatesAsync(seat.Connection, own, cancellationToken: Cancellation)).Value);
        Assert.Equal("somebody else's"u8.ToArray(), Assert.Single((await OwnComputer.ReadAsync(seat.Connection, "r-dev1", Cancellation)).Value.UserCertificates));
    }

    [Fact]
    public async Task It_does_not_write_another_computers()
    {
        await _desk.AddComputerAsync("r-dev1", Secret);
        await _desk.AddComputerAsync("r-dev2", Secret);
        using var seat = await DirectorySeat.AsAsync(fixture.Lab, Domain.Upn("r-dev1$"), Secret, Cancellation);
        var other = (await OwnComputer.ReadAsync(seat.Connection, "r-dev2", Cancellation)).Value;

        var refusal = await OwnComputer.AddCertificateAsync(seat.Connection, other, Certificate(other.ObjectGuid), Cancellation);
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, refusal!.Error);
    }

    private static byte[] Certificate(Guid computer)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={computer:D}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddYears(1));
        return certificate.RawData;
    }
}
