using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.Tests.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Computers;

/// <summary>What a computer takes for its own. That a domain lets it write is tested in tests/Keyway.EndToEnd.</summary>
public sealed class OwnComputerTests
{
    private static readonly Guid Own = FakeEntry.GuidOf(1001);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_certificate_is_the_computers_by_its_whole_subject()
    {
        Assert.True(ComputerCertificate.IsOf(Certificate($"CN={Own:D}"), Own));
        Assert.True(ComputerCertificate.IsOf(Certificate($"CN={Own.ToString().ToUpperInvariant()}"), Own));
        Assert.False(ComputerCertificate.IsOf(Certificate($"CN={FakeEntry.GuidOf(1002):D}"), Own));
        Assert.False(ComputerCertificate.IsOf(Certificate($"CN={Own:D}, O=Contoso"), Own));
        Assert.False(ComputerCertificate.IsOf(Certificate($"OU={Own:D}"), Own));
        Assert.False(ComputerCertificate.IsOf(Certificate("CN=dev1.contoso.corp.com"), Own));
        Assert.False(ComputerCertificate.IsOf([], Own));
        Assert.False(ComputerCertificate.IsOf([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], Own));
    }

    [Fact]
    public async Task Another_computers_certificate_is_not_written()
    {
        await using var domain = new HostileDomain { Objects = _ => new FakeAnswer(FakeEntry.Computer(1001)) };
        using var connection = (await domain.OpenAsync()).Value;
        var computer = (await OwnComputer.ReadAsync(connection, "o1001", Token)).Value;

        var refusal = await OwnComputer.AddCertificateAsync(connection, computer, Certificate($"CN={FakeEntry.GuidOf(1002):D}"), Token);
        Assert.Equal(Catalogue.ActiveDirectory.ComputerCertificateForeign, refusal!.Error);
    }

    [Fact]
    public async Task A_certificate_that_stands_there_is_not_written_again_and_none_of_others_is_taken_away()
    {
        var own = Certificate($"CN={Own:D}");
        await using var domain = new HostileDomain { Objects = _ => new FakeAnswer(FakeEntry.Computer(1001).With("userCertificate", [own, Certificate("CN=mail")])) };
        using var connection = (await domain.OpenAsync()).Value;
        var computer = (await OwnComputer.ReadAsync(connection, "o1001$", Token)).Value;
        var before = connection.Operations;

        Assert.Null(await OwnComputer.AddCertificateAsync(connection, computer, own, Token));
        Assert.Equal(0, (await OwnComputer.RemoveCertificatesAsync(connection, computer, own, Token)).Value);
        Assert.Equal(before, connection.Operations);
        Assert.Equal(1, (await OwnComputer.RemoveCertificatesAsync(connection, computer, cancellationToken: Token)).Value);
    }

    [Fact]
    public async Task A_computer_that_is_not_there_is_refused()
    {
        await using var domain = new HostileDomain();
        using var connection = (await domain.OpenAsync()).Value;

        Assert.Equal(Catalogue.ActiveDirectory.ComputerUnknown, (await OwnComputer.ReadAsync(connection, "dev1", Token)).Refusal.Error);
    }

    private static byte[] Certificate(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return certificate.RawData;
    }
}
