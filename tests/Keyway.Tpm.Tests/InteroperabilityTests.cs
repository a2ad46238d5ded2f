using System.Diagnostics;
using System.Security.Cryptography;

namespace Keyway.Tpm.Tests;

/// <summary>The TCG's own tools on the same TPM agree with us.</summary>
public sealed class InteroperabilityTests : IDisposable
{
    private readonly SoftwareTpm _software = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-tpm2-tools-").FullName;

    public void Dispose()
    {
        _software.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_TPM_verifies_our_signature_when_tpm2_tools_ask_it()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        var message = RandomNumberGenerator.GetBytes(100);
        File.WriteAllBytes(In("message"), message);
        File.WriteAllBytes(In("signature"), key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        File.WriteAllText(In("public.pem"), key.ExportSubjectPublicKeyInfoPem());

        Tool("tpm2_loadexternal", "-C", "o", "-G", "rsa", "-u", In("public.pem"), "-c", In("key.ctx"));
        Tool("tpm2_verifysignature", "-c", In("key.ctx"), "-g", "sha256", "-f", "rsassa", "-m", In("message"), "-s", In("signature"));
    }

    [Fact]
    public void A_storage_key_that_tpm2_tools_have_kept_is_used()
    {
        Tool("tpm2_createprimary", "-C", "o", "-g", "sha256", "-G", "ecc256:aes128cfb", "-c", In("primary.ctx"));
        Tool("tpm2_evictcontrol", "-C", "o", "-c", In("primary.ctx"), "0x81000001");
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        Assert.True(key.VerifyData(new byte[1], key.SignData(new byte[1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void A_TPM_whose_owner_has_a_password_says_so()
    {
        Tool("tpm2_changeauth", "-c", "owner", "secret");
        using var tpm = _software.Open();
        Assert.Equal(Errors.Catalogue.Tpm.PasswordAsked, tpm.CreateKey(TpmKeyKind.Signing, TestContext.Current.CancellationToken).Refusal.Error);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private void Tool(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TPM2TOOLS_TCTI"] = $"swtpm:host=127.0.0.1,port={_software.Port}";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
