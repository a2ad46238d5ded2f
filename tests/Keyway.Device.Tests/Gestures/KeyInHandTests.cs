using Keyway.Device.Gestures;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.Device.Tests.Gestures;

/// <summary>What a person at a key with a sensor is asked and told. The finger is the name in a file.</summary>
public sealed class KeyInHandTests : IDisposable
{
    private const string Pin = "47110815";
    private const string Site = "login.contoso.example";

    private readonly TestFolder _folder = new();
    private readonly Person _person = new();

    private string Key => _folder.Entry("a.key");

    public KeyInHandTests()
    {
        using var software = SoftwareKey.Create(Key, new SoftwareKeyOptions { FingerprintSensor = true }).Value;
        using var device = SecurityKeyDevice.Open(software).Value;
        LayOn("index");
        Assert.True(device.SetPin(Pin).Succeeded);
        Assert.True(device.EnrolFingerprint("index", _ => { }, Pin, TestContext.Current.CancellationToken).Succeeded);
        Assert.True(device.MakeCredential(new(Site, "Contoso", new byte[] { 1 }, "alice", "Alice", new byte[32]), Pin, TestContext.Current.CancellationToken).Succeeded);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_finger_is_asked_for_and_no_pin()
    {
        Assert.True(Sign().Succeeded);
        Assert.Equal(["Touch the sensor of your security key now."], _person.Told);
    }

    [Fact]
    public void W14_a_finger_that_is_not_known_is_asked_for_again_and_then_the_pin_once()
    {
        LayOn("thumb");
        _person.Answers = [Pin];
        Assert.True(Sign().Succeeded);
        Assert.Equal(
            [
                "Touch the sensor of your security key now.",
                "The sensor did not recognise your finger: 2 tries left.",
                "Touch the sensor of your security key now.",
                "The sensor did not recognise your finger: 1 try left.",
                "Touch the sensor of your security key now.",
                "? PIN of your security key (its sensor takes no finger now)",
                "Touch your security key now.",
            ],
            _person.Told);

        // The right PIN has opened the sensor again.
        LayOn("index");
        _person.Told.Clear();
        Assert.True(Sign().Succeeded);
        Assert.Single(_person.Told);
    }

    [Fact]
    public void W14_a_wrong_pin_in_place_of_the_finger_is_the_end_of_the_conversation()
    {
        LayOn("thumb");
        _person.Answers = ["000000", Pin];
        using var key = new KeyInHand(Key, new PinSource(null, _person), _person);
        Assert.Equal(Catalogue.SecurityKeys.WrongPin, Sign(key).Refusal.Error);
        Assert.Equal(Catalogue.SecurityKeys.WrongPin, Sign(key).Refusal.Error);
        Assert.Single(_person.Told, told => told.StartsWith('?'));
    }

    [Fact]
    public void W14_nothing_typed_in_place_of_the_finger_asks_the_sensor_no_more()
    {
        LayOn("thumb");
        _person.Answers = [""];
        using (var key = new KeyInHand(Key, new PinSource(null, _person), _person))
        {
            Assert.Equal(Catalogue.SecurityKeys.PinRequired, Sign(key).Refusal.Error);
            Assert.Equal(Catalogue.SecurityKeys.PinRequired, Sign(key).Refusal.Error);
        }

        Assert.Single(_person.Told, told => told.StartsWith('?'));
        Assert.Equal(8, Retries());
    }

    [Fact]
    public void A_sensor_that_is_blocked_already_is_not_asked()
    {
        LayOn("thumb");
        _person.Answers = [""];
        Assert.False(Sign().Succeeded);
        _person.Told.Clear();
        LayOn("index");
        _person.Answers = [Pin];
        Assert.True(Sign().Succeeded);
        Assert.Equal(["? PIN of your security key (its sensor takes no finger now)", "Touch your security key now."], _person.Told);
    }

    [Fact]
    public void A_sensor_that_feels_no_finger_makes_way_for_the_pin()
    {
        File.Delete(Key + ".finger");
        _person.Answers = [Pin];
        using var key = new KeyInHand(Key, new PinSource(null, _person), _person) { Patience = TimeSpan.FromMilliseconds(500) };
        Assert.True(Sign(key).Succeeded);
        Assert.Equal(["Touch the sensor of your security key now.", "? PIN of your security key", "Touch your security key now."], _person.Told);
    }

    [Fact]
    public void W14_a_pin_that_is_blocked_is_not_asked_for()
    {
        for (var plugged = 0; plugged < 3; plugged++)
        {
            using var device = SecurityKeyDevice.Open(Key).Value;
            for (var tries = 0; tries < 3; tries++)
                Assert.False(device.ListFingerprints("000000").Succeeded);
        }

        Assert.Equal(0, Retries());
        LayOn("thumb");
        Assert.Equal(Catalogue.SecurityKeys.VerificationBlocked, Sign().Refusal.Error);
        Assert.DoesNotContain(_person.Told, told => told.StartsWith('?'));
    }

    [Fact]
    public void A_setting_asks_for_the_pin()
    {
        _person.Answers = [Pin];
        using var key = new KeyInHand(Key, new PinSource(null, _person) { ForSettings = true }, _person);
        Assert.Single(key.Use((device, _, pin) => device.ListFingerprints(pin.Value)).Value);
        Assert.Equal(["? PIN of your security key"], _person.Told);
    }

    private void LayOn(string finger) => File.WriteAllText(Key + ".finger", finger);

    private int Retries()
    {
        using var device = SecurityKeyDevice.Open(Key).Value;
        return device.GetInfo().Value.PinRetries!.Value;
    }

    private Result<IReadOnlyList<KeyAssertion>> Sign()
    {
        using var key = new KeyInHand(Key, new PinSource(null, _person), _person);
        return Sign(key);
    }

    private static Result<IReadOnlyList<KeyAssertion>> Sign(KeyInHand key) =>
        key.Use((device, _, pin) => device.GetAssertions(new GetAssertionsRequest(Site, new byte[32]), pin.Value, TestContext.Current.CancellationToken));

    /// <summary>Reads all, and answers questions in turn.</summary>
    private sealed class Person : IConversation
    {
        private int _next;

        public List<string> Told { get; } = [];

        public string[] Answers
        {
            get;
            set => (field, _next) = (value, 0);
        }

        = [];

        public void Say(string text) => Told.Add(text);

        public void CallToSensor(string text) => Told.Add(text);

        public Result<Secret> AskSecret(string question)
        {
            Told.Add("? " + question);
            return new Secret(Answers[_next++].ToCharArray());
        }

        public int? Choose(string question, IReadOnlyList<string> choices) => null;
    }
}
