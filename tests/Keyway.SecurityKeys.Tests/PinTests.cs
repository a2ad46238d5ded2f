using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

public sealed class PinTests
{
    public static TheoryData<int> PinProtocols => [1, 2];

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void A_pin_is_set_once_and_changed_with_the_old_one(int protocol)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { PinProtocols = [protocol] }, withPin: false);
        Assert.False(bench.Device.GetInfo().Value.PinSet);
        Assert.Null(bench.Device.GetInfo().Value.PinRetries);
        Refused.With(Catalogue.SecurityKeys.PinNotSet, bench.Device.ChangePin("1234", "5678"));
        Assert.Equal(8, bench.Device.SetPin("1234").Value.PinRetries);
        Refused.With(Catalogue.SecurityKeys.PinAlreadySet, bench.Device.SetPin("5678"));
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Device.ChangePin("", "5678"));
        Assert.True(bench.Device.ChangePin("1234", "ünïcödé").Succeeded);
        Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Register(pin: "1234"));
        Assert.True(bench.Register(pin: "ünïcödé").Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("äöü")]
    [InlineData("12\0045")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public void A_pin_that_no_key_can_have_is_not_set(string pin)
    {
        using var bench = new KeyBench(withPin: false);
        Refused.With(Catalogue.SecurityKeys.PinPolicy, bench.Device.SetPin(pin));
        Assert.False(bench.Device.GetInfo().Value.PinSet);
    }

    [Theory]
    [InlineData("caf\u00E9", "cafe\u0301")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("\u212B\u1EC7\uAC01\uFB1D", "A\u030Ae\u0323\u0302\u1100\u1161\u11A8\u05D9\u05B4")]
    public void A_pin_is_the_same_however_its_characters_are_composed(string set, string typed)
    {
        using var bench = new KeyBench(withPin: false);
        Assert.True(bench.Device.SetPin(set).Succeeded);
        Assert.True(bench.Register(pin: typed).Succeeded);
        Assert.True(bench.Device.ChangePin(typed, "5678").Succeeded);
        Assert.True(bench.Device.ChangePin("5678", typed).Succeeded);
        Assert.True(bench.Prove(pin: set).Succeeded);
        Assert.Equal(8, bench.Device.GetInfo().Value.PinRetries);
    }

    [Fact]
    public void The_length_of_a_pin_is_counted_when_it_is_composed()
    {
        using var bench = new KeyBench(withPin: false);
        Refused.With(Catalogue.SecurityKeys.PinPolicy, bench.Device.SetPin("cae\u0301"));
        string longest = string.Concat(Enumerable.Repeat("e\u0301", 31));
        Assert.True(bench.Device.SetPin(longest).Succeeded);
        Refused.With(Catalogue.SecurityKeys.PinPolicy, bench.Device.ChangePin(longest, longest + "e\u0301"));
    }

    [Fact]
    public void The_longest_pin_is_63_bytes()
    {
        using var bench = new KeyBench(withPin: false);
        string pin = new('7', 63);
        Assert.True(bench.Device.SetPin(pin).Succeeded);
        Assert.True(bench.Register(pin: pin).Succeeded);
        Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Register(pin: pin + "7"));
        Assert.Equal(8, bench.Device.GetInfo().Value.PinRetries);
    }

    [Fact]
    public void A_wrong_pin_says_how_many_tries_are_left_and_the_right_one_restores_them()
    {
        using var bench = new KeyBench();
        bench.Register();
        Assert.Equal("7 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Prove(pin: "0000")));
        Assert.Equal("6 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Prove(pin: "0001")));
        Assert.Equal(6, bench.Device.GetInfo().Value.PinRetries);
        Assert.True(bench.Prove().Succeeded);
        Assert.Equal(8, bench.Device.GetInfo().Value.PinRetries);
    }

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void Three_wrong_pins_in_a_row_need_a_replug_and_eight_block_the_key_for_good(int protocol)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { PinProtocols = [protocol] });
        bench.Register();
        for (int left = 7; left > 0;)
        {
            Assert.Equal(Tries(left--), Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Prove(pin: "0000")));
            if (left == 0) break;
            Assert.Equal(Tries(left--), Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Prove(pin: "0000")));
            Refused.With(Catalogue.SecurityKeys.PinTriesExhausted, bench.Prove(pin: "0000"));
            left--;

            // Not even the right PIN, and no try is counted.
            Refused.With(Catalogue.SecurityKeys.PinTriesExhausted, bench.Prove());
            Refused.With(Catalogue.SecurityKeys.PinTriesExhausted, bench.Device.ChangePin(KeyBench.Pin, "5678"));
            Assert.Equal(left + 1, bench.Device.GetInfo().Value.PinRetries);
            bench.Replug();
        }

        Refused.With(Catalogue.SecurityKeys.PinBlocked, bench.Prove(pin: "0000"));
        bench.Replug();
        Refused.With(Catalogue.SecurityKeys.PinBlocked, bench.Prove());
        Refused.With(Catalogue.SecurityKeys.PinBlocked, bench.Device.ChangePin(KeyBench.Pin, "5678"));
        Assert.Equal(0, bench.Device.GetInfo().Value.PinRetries);
    }

    [Fact]
    public void A_missing_pin_is_said_before_the_key_is_asked()
    {
        int touches = 0;
        using var bench = new KeyBench(withPin: false, device: new SecurityKeyOptions { TouchNow = () => touches++ });
        Refused.With(Catalogue.SecurityKeys.PinNotSet, bench.Register(pin: ""));
        Refused.With(Catalogue.SecurityKeys.PinNotSet, bench.Register(pin: "1234"));
        bench.Device.SetPin("1234");
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Prove(pin: ""));
        Assert.Equal(0, touches);
        bench.Register(pin: "1234");
        Assert.Equal(1, touches);
    }

    [Fact]
    public void A_key_with_a_pin_makes_no_credential_without_it()
    {
        using var bench = new KeyBench();
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Register(KeyBench.Registration() with { RequireUserVerification = false }, pin: ""));
    }

    [Fact]
    public void A_pin_try_that_cannot_be_counted_on_disk_is_not_made()
    {
        using var bench = new KeyBench();
        bench.Register();
        string folder = Path.GetDirectoryName(bench.Key.Path)!;
        Directory.Move(folder, folder + ".away");
        try
        {
            Refused.With(Catalogue.SecurityKeys.KeyRefused, bench.Prove());
            Refused.With(Catalogue.SecurityKeys.KeyRefused, bench.Prove(pin: "0000"));
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        Assert.True(bench.Prove().Succeeded);
    }

    private static string Tries(int left) => left == 1 ? "1 try left" : $"{left} tries left";
}
