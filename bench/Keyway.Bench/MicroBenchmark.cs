using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Fido2;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;
using Keyway.Lab.Simulation;

namespace Keyway.Bench;

/// <summary>What one core does of the two expensive things in a sign-in.</summary>
internal static class MicroBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync()
    {
        var floor = await OpenSslSpeed.MeasureAsync("ecdsap256");
        var verified = VerifyAssertions();
        var minted = MintPartialTickets();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            one core                       operations/s   beside openssl speed
            openssl P-256 verify         {floor.Verify,14:N0}   1.00
            WebAuthn assertion verified  {verified,14:N0}   {verified / floor.Verify:0.00}
            partial TGT minted           {minted,14:N0}   {minted / floor.Verify:0.00}
            """));
        return 0;
    }

    private static double VerifyAssertions()
    {
        const string id = "login.contoso.com", origin = "https://login.contoso.com";
        var relyingParty = new RelyingParty(id, "Contoso", new HashSet<string> { origin });
        using var key = new SimulatedCredential(id, origin);
        var challenge = RandomNumberGenerator.GetBytes(32);
        var made = key.Register(Options(challenge), "bench").PublicKeyCredential;
        var registered = new RegistrationVerification(TimeProvider.System).Verify(
            new RegistrationRequest(relyingParty, challenge, [CoseAlgorithm.ES256], AttestationPolicy.NotRequired),
            new RegistrationResponse(Decode(made.Id), Decode(made.Response.ClientDataJson), Decode(made.Response.AttestationObject))).Value;

        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        var assertion = key.Sign(nonce);
        var request = new AssertionRequest(relyingParty, Encoding.ASCII.GetBytes(nonce));
        var credential = new StoredCredential(registered.CredentialId, registered.PublicKey, 0, BackupEligible: false, key.UserHandle);
        var response = new AssertionResponse(Decode(assertion.Id), Decode(assertion.AuthenticatorData), Decode(assertion.ClientDataJson), Decode(assertion.Signature), Decode(assertion.UserHandle!));
        return Measure(() => AssertionVerification.Verify(request, credential, response).Succeeded);
    }

    private static double MintPartialTickets()
    {
        using var key = new KerberosServerKey(12345, 1, RandomNumberGenerator.GetBytes(32));
        var request = new PartialTicketRequest("contoso.corp.com", "CONTOSO", "alice", "Alice Ng", "alice@contoso.corp.com",
            SecurityIdentifier.Parse("S-1-5-21-1111111111-2222222222-3333333333-1104").Value);
        var minter = new PartialTicketMinter(TimeProvider.System);
        var clientKey = RandomNumberGenerator.GetBytes(32);
        return Measure(() =>
        {
            using var ticket = minter.Mint(key, request, clientKey).Value;
            return ticket.AsRep.Length > 0;
        });
    }

    private static double Measure(Func<bool> operation)
    {
        Run(operation, WarmUp);
        return Run(operation, Measured);
    }

    private static double Run(Func<bool> operation, TimeSpan time)
    {
        const int batch = 100;
        // Processor time, as openssl speed counts: another program on the core does not spoil the ratio.
        using var process = Process.GetCurrentProcess();
        var begin = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (watch.Elapsed < time)
        {
            for (var i = 0; i < batch; i++)
            {
                if (!operation())
                    throw new InvalidOperationException("The measured operation was refused.");
            }

            done += batch;
        }

        process.Refresh();
        return done / (process.TotalProcessorTime - begin).TotalSeconds;
    }

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);

    private static PublicKeyCreationOptions Options(byte[] challenge) => new(
        new PublicKeyRelyingParty("login.contoso.com", "Contoso"),
        new PublicKeyUser(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), "alice@contoso.com", "Alice Ng"),
        Base64Url.EncodeToString(challenge),
        [new PublicKeyParameter("public-key", -7)],
        60_000,
        [],
        new AuthenticatorSelection("cross-platform", true, "required"),
        "none",
        new CreationExtensions(true, true, "userVerificationOptional"));
}
