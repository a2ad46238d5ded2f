using System.Diagnostics;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Tpm.Tests;

/// <summary>What answers is broken, foreign or malicious: a numbered refusal each time, never an exception, never for ever.</summary>
public sealed class HostileTpmTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("", 3256)]
    [InlineData("80", 3255)]
    [InlineData("800100000000", 3255)]
    [InlineData("80010000000900000000", 3256)]
    [InlineData("8001FFFFFFFF00000000", 3256)]
    [InlineData("80010000100100000000", 3256)]
    [InlineData("80010000000A0000000000", 3256)]
    [InlineData("80010000000A00000000", 3256)]
    [InlineData("80020000000A00000000", 3256)]
    [InlineData("80010000001300000000000000000600000011", 3256)]
    [InlineData("800100000013000000000000000006FFFFFFFF", 3256)]
    [InlineData("80010000001B00000000000000000600000001000001003120300000", 3256)]
    [InlineData("80010000001B000000000000000006000000010000010031203000", 3257)]
    [InlineData("00C40000000A0000001E", 3257)]
    [InlineData("80010000000A00000100", 3258)]
    [InlineData("80010000000A00000101", 3259)]
    [InlineData("80010000000A00000153", 3259)]
    [InlineData("80010000000A00000902", 3260)]
    [InlineData("80010000000A00000921", 3261)]
    [InlineData("80010000000A000009A2", 3262)]
    [InlineData("80010000000A00000185", 3263)]
    [InlineData("80010000000A00000143", 3264)]
    [InlineData("80010000000A00000923", 3265)]
    [InlineData("80010000000A000001DF", 3267)]
    [InlineData("80010000000A0000018B", 3271)]
    [InlineData("80010000000AFFFFFFFF", 3271)]
    [InlineData("80010000000A00000922", 3255)]
    public void An_answer_is_refused_with_its_number(string answer, int number)
    {
        using var bus = new Bus(0, (_, _) => answer.Length == 0 ? null : Convert.FromHexString(answer));
        Assert.Equal(number, Open(bus).Refusal.Error.Number);
    }

    [Fact]
    public void Mutated_answers_never_throw_and_never_make_a_false_key()
    {
        using var software = new SoftwareTpm();
        var random = new Random(3250);
        var armed = false;
        using var bus = new Bus(software.Port, (_, forward) =>
        {
            var answer = forward();
            if (!armed || random.Next(4) != 0)
                return answer;
            if (random.Next(8) == 0)
                return answer[..random.Next(answer.Length)];
            answer[random.Next(answer.Length)] ^= (byte)(1 << random.Next(8));
            return answer;
        });
        using var tpm = Open(bus).Value;
        var blob = tpm.Make(TpmKeyKind.Signing);
        using var check = RSA.Create(blob.PublicParameters);
        armed = true;
        for (var i = 0; i < 150; i++)
        {
            if (tpm.Sign(blob, new byte[32]).TryGet(out var signature, out _))
                Assert.True(check.VerifyHash(new byte[32], signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    [Fact]
    public void A_TPM_that_never_answers_is_given_up()
    {
        using var software = new SoftwareTpm();
        using var tpm = software.Open(Short);
        using var key = tpm.Key(TpmKeyKind.Signing);
        software.Freeze();
        var since = Stopwatch.StartNew();
        var refused = Assert.Throws<TpmCryptographicException>(() => key.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(Catalogue.Tpm.TimedOut, refused.Refusal.Error);
        Assert.InRange(since.Elapsed, Short, TimeSpan.FromSeconds(5));
        software.Thaw();
        using var patient = software.Open();
        Assert.True(patient.Make(TpmKeyKind.Signing).Encode().Length > 0);
    }

    [Fact]
    public void A_wait_for_the_TPM_can_be_called_off()
    {
        using var software = new SoftwareTpm();
        using var tpm = software.Open();
        software.Freeze();
        using var ending = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => tpm.CreateKey(TpmKeyKind.Signing, ending.Token));
        software.Thaw();
        using var key = tpm.Key(TpmKeyKind.Signing);
    }

    [Fact]
    public void A_TPM_that_is_gone_is_unreachable()
    {
        using var bus = new Bus(0, (_, _) => null);
        var gone = bus.Address;
        bus.Dispose();
        Assert.Equal(Catalogue.Tpm.Unreachable, Tpm.Open(gone, TestContext.Current.CancellationToken).Refusal.Error);
    }

    [Fact]
    public void A_TPM_that_nobody_started_up_is_refused()
    {
        using var software = new SoftwareTpm(startUp: false);
        Assert.Equal(Catalogue.Tpm.NotStarted, Tpm.Open(software.Address, TestContext.Current.CancellationToken).Refusal.Error);
    }

    private static Result<Tpm> Open(Bus bus) => Tpm.Open(bus.Address, TimeProvider.System, Short, TestContext.Current.CancellationToken);
}
