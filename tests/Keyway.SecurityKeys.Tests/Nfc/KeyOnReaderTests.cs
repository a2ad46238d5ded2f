using Keyway.Errors;
using Keyway.SecurityKeys.Nfc;
using Keyway.SecurityKeys.SoftwareKeys.Cards;

namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>All that a key does, over the real PC/SC: libfido2, libpcsclite, pcscd and its driver.</summary>
[Collection(CardReaderTestGroup.Name)]
public sealed class KeyOnReaderTests(CardReaderService service)
{
    [Fact]
    public void A_key_on_a_reader_does_all_that_a_plugged_one_does()
    {
        using var key = new KeyOnReader(service);
        using SecurityKeyDevice device = key.Open();
        Assert.True(device.IsOnReader);
        Assert.Equal(["FIDO_2_0", "FIDO_2_1"], device.GetInfo().Value.Versions);
        Assert.True(device.SetPin("1234").Value.PinSet);
        Assert.Equal("7 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, device.ChangePin("4321", KeyBench.Pin)));
        Assert.True(device.ChangePin("1234", KeyBench.Pin).Succeeded);

        MakeCredentialRequest registration = KeyBench.Registration();
        MadeCredential made = Register(device, registration).Value;
        byte[] publicKey = LibFidoJudge.VerifyRegistration(registration, made, false)!;
        Assert.True(made.UserVerified);
        GetAssertionsRequest signIn = KeyBench.SignIn() with { HmacSecretSalts = [KeyBench.Hash("salt")] };
        KeyAssertion assertion = Assert.Single(Prove(device, signIn).Value);
        Assert.True(LibFidoJudge.VerifyAssertion(signIn, assertion, publicKey));
        Assert.Equal(32, assertion.HmacSecret!.Length);

        Assert.True(Register(device, KeyBench.Registration("bob")).Succeeded);
        Assert.Equal(2, Prove(device, KeyBench.SignIn()).Value.Count);
        IReadOnlyList<CredentialOnKey> held = device.ListCredentials(KeyBench.Pin).Value;
        Assert.Equal(["alice@contoso.example", "bob@contoso.example"], held.Select(credential => credential.UserName));
        Assert.Equal(99, device.RemoveCredential(held[1].Id, KeyBench.Pin).Value.RemainingCredentials);
        Assert.False(device.Reset(TestContext.Current.CancellationToken).Value.PinSet);
    }

    [Fact]
    public void The_one_key_that_is_there_may_lie_on_a_reader()
    {
        Assert.Empty(Paths());
        int selected = 0;
        using var key = new KeyOnReader(service, instead: card => new ScriptedCard(command =>
        {
            if (command[1] == 0xA4) selected++;
            return card.Answer(command);
        }));

        // Who looks again and again asks a card once for each time it is laid down.
        var cards = new CardsOnReaders();
        for (int look = 0; look < 5; look++) Assert.Equal(key.Selector, Assert.Single(SecurityKeyDevices.List(cards).Value).Path);
        Assert.True(cards.HasReader);
        Assert.Equal(1, selected);
        using (SecurityKeyDevice device = SecurityKeyDevice.Open(SecurityKeyDevice.Automatic).Value) Assert.Equal(key.Selector, device.Path);
        using var second = new KeyOnReader(service, slot: 1);
        Assert.Equal([key.Selector, second.Selector], Paths());
        Assert.Equal($"{key.Selector}, {second.Selector}", Refused.With(Catalogue.SecurityKeys.SeveralKeys, SecurityKeyDevice.Open(SecurityKeyDevice.Automatic)));
    }

    [Fact]
    public void A_card_that_is_no_security_key_is_not_listed_and_is_refused_by_name()
    {
        using var badge = new KeyOnReader(service, instead: _ => new ScriptedCard(_ => [0x6A, 0x82]));
        Assert.Empty(Paths());
        Assert.Equal("SW 6A82", Refused.With(Catalogue.SecurityKeys.NotSecurityKey, SecurityKeyDevice.Open(badge.Selector)));
        Refused.With(Catalogue.SecurityKeys.NoCardOnReader, SecurityKeyDevice.Open(CardReaderService.Selector(1)));
        Assert.Equal("elsewhere", Refused.With(Catalogue.SecurityKeys.ReaderUnknown, SecurityKeyDevice.Open("nfc:elsewhere")));
        Refused.With(Catalogue.SecurityKeys.ReaderUnknown, SecurityKeyDevice.Open("nfc:" + new string('x', 5000)));
    }

    [Fact]
    public void A_card_with_contacts_is_asked_nothing_until_it_is_named()
    {
        int asked = 0;
        using var key = new KeyOnReader(service, instead: card => new ScriptedCard(
            command =>
            {
                asked++;
                return card.Answer(command)!;
            },
            [0x3B, 0xF8, 0x13, 0x00, 0x00, 0x81, 0x31, 0xFE, 0x15, 0x59, 0x75, 0x62, 0x69, 0x6B, 0x65, 0x79, 0x34, 0xD4]));
        Assert.Empty(Paths());
        Assert.Equal(0, asked);
        using SecurityKeyDevice device = key.Open();
        Assert.True(device.GetInfo().Succeeded);
    }

    [Fact]
    public void W14_a_key_that_was_away_for_a_moment_is_not_the_one_that_was_laid_down()
    {
        using var key = new KeyOnReader(service);
        string before = CardsOnReaders.Laid(key.Selector);
        Assert.Equal(before, CardsOnReaders.Laid(key.Selector));
        key.Lift();
        service.Reader.Lay(key.Key);
        Soon.Is(() => CardsOnReaders.Laid(key.Selector).Length > 0);
        Assert.NotEqual(before, CardsOnReaders.Laid(key.Selector));
    }

    [Theory]
    [InlineData(false, 256)]
    [InlineData(false, 65536)]
    [InlineData(true, 7)]
    public void Long_messages_go_in_parts_or_whole_and_come_back_in_pieces(bool parts, int piece)
    {
        using var key = new KeyOnReader(service, card: new KeyCardOptions(parts, piece));
        using SecurityKeyDevice device = key.Open();
        device.SetPin(KeyBench.Pin);

        // Ten credentials that are excluded make the command longer than a short one can be.
        MadeCredential made = Register(device, KeyBench.Registration()).Value;
        ReadOnlyMemory<byte>[] others = [.. Enumerable.Range(0, 9).Select(number => (ReadOnlyMemory<byte>)KeyBench.Hash($"{number}")), made.CredentialId];
        Refused.With(Catalogue.SecurityKeys.CredentialExcluded, Register(device, KeyBench.Registration("bob") with { ExcludeCredentialIds = others }));
        Assert.True(Register(device, KeyBench.Registration("bob")).Succeeded);
        Assert.Equal(2, Prove(device, KeyBench.SignIn()).Value.Count);
    }

    [Fact]
    public void A_touch_that_comes_late_counts_a_key_that_nobody_touches_is_given_up_and_a_cancelled_operation_ends_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        TimeSpan patience = TimeSpan.FromMilliseconds(250);
        bool cancels = false;
        using var key = new KeyOnReader(service, touch: (_, cancelled) =>
        {
            if (cancels) cancellation.Cancel();
            return !cancelled.WaitHandle.WaitOne(patience);
        });
        using SecurityKeyDevice device = key.Open(new SecurityKeyOptions { Timeout = TimeSpan.FromMilliseconds(800) });
        device.SetPin(KeyBench.Pin);
        Assert.True(Register(device, KeyBench.Registration("bob")).Succeeded);
        patience = TimeSpan.FromSeconds(20);
        Refused.With(Catalogue.SecurityKeys.TouchTimeout, Register(device, KeyBench.Registration()));
        cancels = true;
        Refused.With(Catalogue.SecurityKeys.Cancelled, device.MakeCredential(KeyBench.Registration(), KeyBench.Pin, cancellation.Token));
        Assert.Equal(8, device.GetInfo().Value.PinRetries);
    }

    [Fact]
    public void W14_a_key_that_is_taken_away_half_way_is_lost_and_works_when_it_is_laid_down_again()
    {
        int left = int.MaxValue;
        KeyOnReader? onReader = null;
        using var key = onReader = new KeyOnReader(service, instead: card => new ScriptedCard(command => left-- > 0 ? card.Answer(command) : null));
        using (SecurityKeyDevice device = key.Open())
        {
            device.SetPin(KeyBench.Pin);
            Register(device, KeyBench.Registration());
            left = 2;
            Refused.With(Catalogue.SecurityKeys.KeyLost, Prove(device, KeyBench.SignIn()));
            Refused.With(Catalogue.SecurityKeys.KeyLost, device.GetInfo());
        }

        onReader.Lift();
        service.Reader.Lay(key.Key);
        Soon.Is(() => CardsOnReaders.Laid(key.Selector).Length > 0);
        using SecurityKeyDevice again = key.Open();
        Assert.Single(Prove(again, KeyBench.SignIn()).Value);
    }

    [Fact]
    public void W14_another_program_that_has_the_card_is_waited_for_and_refused_in_the_end()
    {
        using var key = new KeyOnReader(service);
        using (key.Open()) Refused.With(Catalogue.SecurityKeys.ReaderFailed, CardSession.Open(Nfc(key), TimeSpan.FromMilliseconds(300)));

        Assert.Single(Paths());
    }

    [Fact]
    public void W14_a_card_that_never_answers_is_left_behind()
    {
        using var silence = new ManualResetEventSlim();
        using var key = new KeyOnReader(service, instead: _ => new ScriptedCard(_ =>
        {
            silence.Wait();
            return null;
        }));
        Refused.With(Catalogue.SecurityKeys.ReaderFailed, CardSession.Open(Nfc(key), TimeSpan.FromMilliseconds(300)));
        silence.Set();
        key.Lift();

        // pcscd calls such a card mute, which is as if there were none; that it went it sees at its next look.
        Thread.Sleep(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void W14_a_key_that_works_for_ever_is_given_up_when_the_time_is_over()
    {
        bool endless = false;
        using var key = new KeyOnReader(service, instead: card => new ScriptedCard(command => endless ? [0x01, 0x91, 0x00] : card.Answer(command)));
        using SecurityKeyDevice device = key.Open(new SecurityKeyOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        endless = true;
        Refused.With(Catalogue.SecurityKeys.TouchTimeout, device.Reset(TestContext.Current.CancellationToken));
        endless = false;
        Refused.With(Catalogue.SecurityKeys.KeyLost, device.GetInfo());
    }

    [Fact]
    public void D09_a_service_that_dies_loses_the_key_and_nothing_else()
    {
        using var key = new KeyOnReader(service);
        using SecurityKeyDevice device = key.Open();
        service.Kill();
        try
        {
            Assert.False(device.GetInfo().Succeeded);
            Assert.Empty(Paths());
            Assert.Equal("", CardsOnReaders.Laid(key.Selector));
            Refused.With(Catalogue.SecurityKeys.ReadersNotServed, SecurityKeyDevice.Open(key.Selector));
        }
        finally
        {
            service.Start();
        }

        service.Reader.Lay(key.Key);
        Soon.Is(() => CardsOnReaders.Laid(key.Selector).Length > 0);
        using SecurityKeyDevice again = key.Open();
        Assert.True(again.GetInfo().Succeeded);
    }

    private static string Nfc(KeyOnReader key) => key.Selector["nfc:".Length..];

    private static IEnumerable<string> Paths() => SecurityKeyDevices.List().Value.Select(key => key.Path);

    private static Result<MadeCredential> Register(SecurityKeyDevice device, MakeCredentialRequest request) =>
        device.MakeCredential(request, KeyBench.Pin, TestContext.Current.CancellationToken);

    private static Result<IReadOnlyList<KeyAssertion>> Prove(SecurityKeyDevice device, GetAssertionsRequest request) =>
        device.GetAssertions(request, KeyBench.Pin, TestContext.Current.CancellationToken);
}
