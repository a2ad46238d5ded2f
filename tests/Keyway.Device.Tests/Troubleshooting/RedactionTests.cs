using System.Security.Cryptography;
using Keyway.Device.Troubleshooting;

namespace Keyway.Device.Tests.Troubleshooting;

public sealed class RedactionTests
{
    [Fact]
    public void What_looks_like_a_secret_is_removed()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        using var rsa = RSA.Create(2048);
        string[] secrets =
        [
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
            Convert.ToBase64String(key),
            Convert.ToHexString(key),
            Convert.ToHexString(key[..16]),
            rsa.ExportPkcs8PrivateKeyPem(),
            rsa.ExportRSAPrivateKeyPem()[..200],
            "hunter2",
        ];

        foreach (var secret in secrets)
        {
            var text = Redaction.Of($"before {secret} password = \"{secret}\" pin:{secret}");

            Assert.StartsWith("before ", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{secret}\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("pin:" + secret, text, StringComparison.Ordinal);
            Assert.Contains("[removed]", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2026-11-23T02:36:21.000Z login: alice (1886982596) signed in with a security key")]
    [InlineData("KW3007 The PIN is wrong. (7 tries left)")]
    [InlineData("7d1f3a52-8a6e-4c5e-9a40-1c2f7a6b8d90 Exchange: full TGT until 2026-11-23 12:29Z from dc1.contoso.corp.com, NTLM: none [32 ms]")]
    [InlineData("auth [success=2 auth_err=die perm_denied=die default=ignore] /usr/lib/x86_64-linux-gnu/security/pam_keyway.so")]
    [InlineData("S-1-5-21-3623811015-3361044348-30300820-1013")]
    [InlineData("passwd: files systemd")]
    public void What_helps_stays(string line) => Assert.Equal(line, Redaction.Of(line));
}
