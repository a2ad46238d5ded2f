using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Sealing;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Tests.Sealing.Custody;

/// <summary>A01: the move is cut off after each of its steps, with a key in memory in the place of the token's.</summary>
public sealed class CustodyMoveTests : IDisposable
{
    private const int MoreStepsThanAMoveHas = 8;

    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-custody-").FullName;
    private readonly RSA _rsa = RSA.Create(3072);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyEncryptionKeyFile.KeyLength);
    private readonly byte[] _sealedValue;

    public CustodyMoveTests() => _sealedValue = new Sealer(_key).Seal("a", [1, 2, 3]);

    private CustodyFiles Files => new(_directory);

    public void Dispose()
    {
        _rsa.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void A_key_goes_to_the_token_and_comes_back()
    {
        KeepInFile();
        Assert.True(Move().ToToken().Value);
        Assert.False(Move().ToToken().Value);
        AssertKept(byToken: true, byFile: false);
        Assert.Equal([Files.Wrapped], Directory.GetFiles(_directory));
        Assert.True(Move().ToFile().Value);
        Assert.False(Move().ToFile().Value);
        AssertKept(byToken: false, byFile: true);
        Assert.Equal([Files.Key], Directory.GetFiles(_directory));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Files.Key));
    }

    [Fact]
    public void A_move_cut_off_after_any_step_leaves_one_that_works_and_can_be_finished_or_undone()
    {
        foreach (var toToken in new[] { true, false })
        {
            foreach (var finish in new[] { true, false })
            {
                var steps = 0;
                for (var step = 1; step < MoreStepsThanAMoveHas; step++)
                {
                    Empty();
                    KeepInFile();
                    if (!toToken)
                        Assert.True(Move().ToToken().Succeeded);
                    if (!CutOff(toToken, step))
                        break;
                    steps = step;
                    Assert.True(OpensByToken() || OpensByFile(), $"after step {step}");
                    // Half overwritten or not, what is discarded is nobody's key.
                    if (File.Exists(Files.Discarded))
                        Assert.False(File.Exists(Files.Key));
                    Assert.True(Run(toToken == finish).Succeeded);
                    AssertKept(byToken: toToken == finish, byFile: toToken != finish);
                    Assert.Single(Directory.GetFiles(_directory));
                    Assert.False(Files.MoveUnfinished);
                }

                Assert.Equal(toToken ? 4 : 2, steps);
            }
        }
    }

    [Fact]
    public void What_a_kill_within_a_write_leaves_is_done_away_with()
    {
        KeepInFile();
        Assert.True(Move().ToToken().Succeeded);
        File.WriteAllBytes(Files.Key + ".new", _key.AsSpan(0, 16));
        Assert.True(Files.MoveUnfinished);
        AssertKept(byToken: true, byFile: false);
        Assert.True(Move().ToToken().Value);
        Assert.Equal([Files.Wrapped], Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_key_that_does_not_open_the_store_is_not_moved()
    {
        DurableFile.WriteSecret(Files.Key, new byte[KeyEncryptionKeyFile.KeyLength]);
        Assert.Equal(Catalogue.ServerConfiguration.SealBroken, Move().ToToken().Refusal.Error);
        Assert.Equal([Files.Key], Directory.GetFiles(_directory));

        Empty();
        using var token = new TokenKey(_rsa);
        DurableFile.WriteSecret(Files.Wrapped, WrappedKey.Of(token, new byte[KeyEncryptionKeyFile.KeyLength]).ToBytes());
        Assert.Equal(Catalogue.ServerConfiguration.SealBroken, Move().ToFile().Refusal.Error);
        Assert.Equal(Catalogue.ServerConfiguration.SealBroken, Move().ToToken().Refusal.Error);
        Assert.True(File.Exists(Files.Wrapped));
    }

    [Fact]
    public void A_key_file_that_others_can_read_is_not_moved()
    {
        DurableFile.WritePublic(Files.Key, _key);
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileUnsafe, Move().ToToken().Refusal.Error);
        Assert.Equal([Files.Key], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Another_key_than_the_one_that_wrapped_is_refused()
    {
        KeepInFile();
        Assert.True(Move().ToToken().Succeeded);
        using var other = RSA.Create(3072);
        Assert.Equal(Catalogue.KeyCustody.KeyDiffers, KeyCustody.Open(Files, () => new TokenKey(other), storeIsNew: false).Refusal.Error);
    }

    [Fact]
    public void A_damaged_wrapping_is_noticed_wherever_it_is_damaged()
    {
        KeepInFile();
        Assert.True(Move().ToToken().Succeeded);
        var whole = File.ReadAllBytes(Files.Wrapped);
        var random = new Random(2950);
        for (var round = 0; round < 300; round++)
        {
            File.WriteAllBytes(Files.Wrapped, round < 40 ? whole[..random.Next(whole.Length)] : Mutation.Of(whole, random));
            if (KeyCustody.Open(Files, () => new TokenKey(Copy()), storeIsNew: false).TryGet(out var sealer, out var refusal))
                Assert.True(sealer.Open("a", _sealedValue).Succeeded);
            else
                Assert.Contains(refusal.Error, new[] { Catalogue.KeyCustody.WrappedFileDamaged, Catalogue.KeyCustody.KeyDiffers });
        }
    }

    [Fact]
    public void A_key_is_looked_for_only_where_the_options_say()
    {
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileMissing, Open(byToken: true).Refusal.Error);
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileMissing, Open(byToken: false).Refusal.Error);
        KeepInFile();
        Assert.Equal(Catalogue.KeyCustody.KeptByFile, Open(byToken: true).Refusal.Error);
        Assert.True(Move().ToToken().Succeeded);
        Assert.Equal(Catalogue.KeyCustody.KeptByToken, Open(byToken: false).Refusal.Error);
        // A store whose first start was cut off counts as new, and its token is not forgotten.
        Assert.Equal(Catalogue.KeyCustody.KeptByToken, KeyCustody.Open(Files, (Func<Result<TokenKey>>?)null, storeIsNew: true).Refusal.Error);
    }

    [Fact]
    public void A_key_that_a_token_keeps_from_the_start_never_lies_in_a_file()
    {
        var sealedValue = KeyCustody.Open(Files, () => new TokenKey(Copy()), storeIsNew: true).Value.Seal("b", [7]);
        Assert.Equal([Files.Wrapped], Directory.GetFiles(_directory));
        Assert.Equal([7], Open(byToken: true).Value.Open("b", sealedValue).Value);
    }

    private void KeepInFile() => DurableFile.WriteSecret(Files.Key, _key);

    private void Empty()
    {
        foreach (var file in Directory.GetFiles(_directory))
            File.Delete(file);
    }

    private CustodyMove Move(Action<string>? done = null) => new(Files, () => new TokenKey(Copy()), key => new Sealer(key).Open("a", _sealedValue).Succeeded, done);

    private Result<bool> Run(bool toToken) => toToken ? Move().ToToken() : Move().ToFile();

    /// <returns>False when the move ended before that step.</returns>
    private bool CutOff(bool toToken, int step)
    {
        var count = 0;
        try
        {
            var move = Move(_ =>
            {
                if (++count == step)
                    throw new OperationCanceledException();
            });
            _ = toToken ? move.ToToken() : move.ToFile();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private Result<Sealer> Open(bool byToken) => KeyCustody.Open(Files, byToken ? () => new TokenKey(Copy()) : null, storeIsNew: false);

    private bool OpensByToken() => Open(byToken: true).TryGet(out var sealer, out _) && sealer.Open("a", _sealedValue).Succeeded;

    private bool OpensByFile() => Open(byToken: false).TryGet(out var sealer, out _) && sealer.Open("a", _sealedValue).Succeeded;

    private void AssertKept(bool byToken, bool byFile) => Assert.Equal((byToken, byFile), (OpensByToken(), OpensByFile()));

    private RSA Copy() => RSA.Create(_rsa.ExportParameters(includePrivateParameters: true));
}
