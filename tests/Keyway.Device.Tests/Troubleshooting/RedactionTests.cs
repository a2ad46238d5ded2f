using System.Buffers.Text;
using System.Diagnostics;
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

    [Fact]
    public void A_thousand_random_keys_in_base64url_are_removed()
    {
        for (var round = 0; round < 1000; round++)
        {
            var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

            Assert.Equal("before [removed] and ([removed]), /run/[removed]", Redaction.Of($"before {key} and ({key}), /run/{key}"));
        }
    }

    [Theory]
    [InlineData("password = \"correct horse battery\"", "password = [removed]")]
    [InlineData("password = \"correct \\\" horse\" # why", "password = [removed] # why")]
    [InlineData("password = \"correct horse\nnext = line", "password = [removed]\nnext = line")]
    [InlineData("passphrase='correct; horse', next", "passphrase=[removed], next")]
    [InlineData("{\"clientSecret\": \"a,b;c\"}", "{\"clientSecret\": [removed]}")]
    [InlineData("{\"clientSecret\":\"\",\"next\":1}", "{\"clientSecret\":[removed],\"next\":1}")]
    [InlineData("{\\\"pin\\\": \\\"a b\\\", \\\"next\\\": 1}", "{\\\"pin\\\": [removed], \\\"next\\\": 1}")]
    [InlineData("password hunter2", "password [removed]")]
    [InlineData("user alice password hunter2 host dc1", "user alice password [removed] host dc1")]
    [InlineData("--pin 47110815", "--pin [removed]")]
    [InlineData("PASSWD \"correct horse\"", "PASSWD [removed]")]
    public void What_stands_behind_the_name_of_a_secret_is_removed_whole(string line, string left) => Assert.Equal(left, Redaction.Of(line));

    [Theory]
    [InlineData("\\")]
    [InlineData("password=\"")]
    [InlineData("password ")]
    [InlineData("-----BEGIN PRIVATE KEY----")]
    [InlineData("aB-")]
    [InlineData("pin \"\\")]
    public void A_hostile_file_takes_no_long_time(string repeated)
    {
        var start = Stopwatch.GetTimestamp();

        Redaction.Of(string.Concat(Enumerable.Repeat(repeated, 1024 * 1024 / repeated.Length)));

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("2026-11-23T02:36:21.000Z login: alice (1886982596) signed in with a security key")]
    [InlineData("KW3007 The PIN is wrong. (7 tries left)")]
    [InlineData("7d1f3a52-8a6e-4c5e-9a40-1c2f7a6b8d90 Exchange: full TGT until 2026-11-23 12:29Z from dc1.contoso.corp.com, NTLM: none [32 ms]")]
    [InlineData("auth [success=2 auth_err=die perm_denied=die default=ignore] /usr/lib/x86_64-linux-gnu/security/pam_keyway.so")]
    [InlineData("S-1-5-21-3623811015-3361044348-30300820-1013")]
    [InlineData("passwd: files systemd")]
    [InlineData("S-1-5-21-3623811015-3361044348-30300820-4294967295")]
    [InlineData("a-workstation-of-building-seven-third-floor-by-the-window-12.contoso.corp.com")]
    [InlineData("7d1f3a52-8a6e-4c5e-9a40-1c2f7a6b8d90 7D1F3A52-8A6E-4C5E-9A40-1C2F7A6B8D90")]
    [InlineData("PIN            set, 8 tries left")]
    [InlineData("the password expires in 3 days, the PIN length is 4, no secret of 2026")]
    public void What_helps_stays(string line) => Assert.Equal(line, Redaction.Of(line));
}
