using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Device.SignIn;
using Keyway.Device.State;

namespace Keyway.Device.Tests.SignIn;

public sealed class PrtRequestTests
{
    [Fact]
    public void The_request_is_signed_by_the_key_of_the_certificate_it_names()
    {
        using var folder = new TestFolder();
        Joined.Write(folder);
        using var joined = new DeviceState(new DeviceFolder(folder.Path)).ReadJoined().Value;
        var assertion = new SecurityKeyAssertion("id", "data", "client", "signature", "handle");

        var request = CompactJws.Parse(PrtRequest.Sign(joined, "the-nonce", assertion)).Value;

        Assert.True(request.Header.TryGetCertificate(out var der));
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        using var key = certificate.GetRSAPublicKey()!;
        Assert.True(request.VerifyRs256(key));
        Assert.True(ContractsJson.TryRead(request.Payload, ContractsJson.Default.PrtRequestClaims, out var claims));
        Assert.Equal(("the-nonce", GrantTypes.SecurityKey, assertion, true), (claims.RequestNonce, claims.GrantType, claims.Assertion, claims.Tgt));
        Assert.Contains("aza", claims.Scope.Split(' '));
    }
}
