using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>Fingerprints through the real libfido2: enrolled, used, named, removed.</summary>
public sealed class FingerprintTests
{
    private static readonly ReadOnlyMemory<byte> Salt = KeyBench.Hash("salt");

    [Fact]
    public void A_key_tells_of_its_sensor_and_of_none()
    {
        using var plain = new KeyBench();
        Assert.False(plain.Device.GetInfo().Value.HasFingerprintSensor);
        Refused.With(Catalogue.SecurityKeys.SettingMissing, plain.Device.GetFingerprintSensor());
        Refused.With(Catalogue.SecurityKeys.SettingMissing, plain.Device.ListFingerprints(KeyBench.Pin));

        using var sensor = new SensorBench(enrolled: false);
        SecurityKeyInfo info = sensor.Device.GetInfo().Value;
        Assert.Equal((true, false, null), (info.HasFingerprintSensor, info.BuiltInUserVerification, info.VerificationRetries));
        Assert.Equal(new FingerprintSensor(false, 4), sensor.Device.GetFingerprintSensor().Value);
        Assert.Empty(sensor.Device.ListFingerprints(KeyBench.Pin).Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_finger_is_enrolled_touch_by_touch_then_named_and_removed(int protocol)
    {
        using var bench = new SensorBench(enrolled: false, protocol);
        FingerprintOnKey index = bench.Enrol(bench.Device).Value;
        Assert.Equal("index", index.Name);
        Assert.Equal(
            [new(null, 4), new(FingerprintSampleStatus.Good, 3), new(FingerprintSampleStatus.Good, 2), new(FingerprintSampleStatus.Good, 1)],
            bench.Told);
        SecurityKeyInfo info = bench.Device.GetInfo().Value;
        Assert.Equal((true, 3, true), (info.BuiltInUserVerification, info.VerificationRetries, info.AsksForFinger));

        bench.Hand.Finger = Hand.Thumb;
        FingerprintOnKey thumb = bench.Enrol(bench.Device, "thumb").Value;
        bench.Bench.Replug();
        Assert.Equal(["index", "thumb"], bench.Device.ListFingerprints(KeyBench.Pin).Value.Select(finger => finger.Name));
        Assert.True(bench.Device.RenameFingerprint(thumb.Id, "Daumen", KeyBench.Pin).Succeeded);
        Assert.True(bench.Device.RemoveFingerprint(index.Id, KeyBench.Pin).Value.BuiltInUserVerification);
        Refused.With(Catalogue.SecurityKeys.FingerprintUnknown, bench.Device.RemoveFingerprint(index.Id, KeyBench.Pin));
        Refused.With(Catalogue.SecurityKeys.FingerprintUnknown, bench.Device.RenameFingerprint(index.Id, "index", KeyBench.Pin));
        Assert.Equal("Daumen", Assert.Single(bench.Device.ListFingerprints(KeyBench.Pin).Value).Name);
        Assert.False(bench.Device.RemoveFingerprint(thumb.Id, KeyBench.Pin).Value.BuiltInUserVerification);
    }

    [Fact]
    public void Bad_touches_are_told_in_turn_and_do_not_count()
    {
        using var bench = new SensorBench();
        bench.Hand.LayOn(Hand.Index, Hand.Thumb, "nose", Hand.Thumb, Hand.Thumb, Hand.Thumb);
        Assert.True(bench.Enrol(bench.Device, "thumb").Succeeded);
        Assert.Equal(
            [null, FingerprintSampleStatus.Exists, FingerprintSampleStatus.Good, FingerprintSampleStatus.MergeFailure, FingerprintSampleStatus.Good, FingerprintSampleStatus.Good],
            bench.Told.Select(told => told.Last));
        Assert.Equal([4, 4, 3, 3, 2, 1], bench.Told.Select(told => told.Remaining));
    }

    [Fact]
    public void A_sensor_that_is_full_takes_no_more()
    {
        using var bench = new SensorBench(enrolled: false);
        for (int finger = 1; finger <= 5; finger++)
        {
            bench.Hand.Finger = $"finger {finger}";
            Assert.True(bench.Enrol(bench.Device, bench.Hand.Finger).Succeeded);
        }

        bench.Hand.Finger = "a sixth";
        Refused.With(Catalogue.SecurityKeys.SensorFull, bench.Enrol(bench.Device));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("\u001b[2J")]
    [InlineData("äääääääääääääääääääääääääääääääää")]
    public void A_name_that_no_list_could_show_is_refused_before_the_sensor_is_touched(string name)
    {
        using var bench = new SensorBench();
        int asked = bench.Hand.Asked;
        Refused.With(Catalogue.SecurityKeys.FingerprintName, bench.Enrol(bench.Device, name));
        Refused.With(Catalogue.SecurityKeys.FingerprintName, bench.Device.RenameFingerprint(bench.Enrolled!.Id, name, KeyBench.Pin));
        Assert.Equal(asked, bench.Hand.Asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_finger_signs_in_without_pin_and_without_another_touch(int protocol)
    {
        List<string?> touched = [];
        int sensorShown = 0;
        using var bench = new SensorBench(
            protocol: protocol,
            touch: (site, _) =>
            {
                touched.Add(site);
                return true;
            },
            device: new SecurityKeyOptions { SensorNow = () => sensorShown++, TouchNow = () => Assert.Fail("touch") });
        MakeCredentialRequest registration = KeyBench.Registration();
        byte[] publicKey = LibFidoJudge.VerifyRegistration(registration, bench.Bench.Register(registration, pin: "").Value, false)!;
        KeyAssertion assertion = Assert.Single(bench.Bench.Prove(pin: "").Value);
        Assert.True(assertion.UserVerified);
        Assert.Equal("alice@contoso.example", assertion.UserName);
        Assert.True(LibFidoJudge.VerifyAssertion(KeyBench.SignIn(), assertion, publicKey));
        Assert.Equal((0, 2), (touched.Count, sensorShown));
    }

    [Fact]
    public void Settings_take_the_pin_and_no_finger()
    {
        using var bench = new SensorBench();
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Device.ListFingerprints(""));
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Enrol(bench.Device, pin: ""));
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Device.ListCredentials(""));
        Refused.With(Catalogue.SecurityKeys.PinRequired, bench.Device.SetPinPolicy(6, false, ""));
        Assert.Equal("7 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Enrol(bench.Device, pin: "0000")));
    }

    [Fact]
    public void W14_wrong_fingers_block_the_sensor_and_the_pin_opens_it_again()
    {
        using var bench = new SensorBench();
        bench.Bench.Register();
        bench.Hand.Finger = Hand.Thumb;
        Assert.Equal("2 tries left", Refused.With(Catalogue.SecurityKeys.VerificationFailed, bench.Bench.Prove(pin: "")));
        bench.Bench.Replug();
        Assert.Equal("1 try left", Refused.With(Catalogue.SecurityKeys.VerificationFailed, bench.Bench.Prove(pin: "")));
        Refused.With(Catalogue.SecurityKeys.VerificationBlocked, bench.Bench.Prove(pin: ""));

        // The right finger comes too late, also after a re-plug.
        bench.Hand.Finger = Hand.Index;
        bench.Bench.Replug();
        SecurityKeyInfo blocked = bench.Device.GetInfo().Value;
        Assert.Equal((true, 0, false), (blocked.BuiltInUserVerification, blocked.VerificationRetries, blocked.AsksForFinger));
        Refused.With(Catalogue.SecurityKeys.VerificationBlocked, bench.Bench.Prove(pin: ""));
        Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Bench.Prove(pin: "0000"));
        Refused.With(Catalogue.SecurityKeys.VerificationBlocked, bench.Bench.Prove(pin: ""));
        Assert.Single(bench.Bench.Prove().Value);
        Assert.Equal(3, bench.Device.GetInfo().Value.VerificationRetries);
        Assert.Single(bench.Bench.Prove(pin: "").Value);
    }

    [Fact]
    public void W14_a_right_finger_gives_the_wrong_ones_no_new_tries_of_the_pin()
    {
        using var bench = new SensorBench();
        bench.Bench.Register();
        Assert.Equal("7 tries left", Refused.With(Catalogue.SecurityKeys.WrongPin, bench.Bench.Prove(pin: "0000")));
        Assert.Single(bench.Bench.Prove(pin: "").Value);
        Assert.Equal(7, bench.Device.GetInfo().Value.PinRetries);
    }

    [Fact]
    public void W14_a_pin_that_is_blocked_leaves_the_finger_and_takes_every_setting()
    {
        using var bench = new SensorBench();
        bench.Bench.Register();
        for (int tries = 0; tries < 8; tries++)
        {
            if (tries % 3 == 0) bench.Bench.Replug();
            Assert.False(bench.Bench.Prove(pin: "0000").Succeeded);
        }

        Refused.With(Catalogue.SecurityKeys.PinBlocked, bench.Bench.Prove());
        Refused.With(Catalogue.SecurityKeys.PinBlocked, bench.Device.ListFingerprints(KeyBench.Pin));
        Assert.Single(bench.Bench.Prove(pin: "").Value);
    }

    [Fact]
    public void W14_a_pin_that_must_be_changed_takes_no_setting_and_leaves_the_finger()
    {
        using var bench = new SensorBench();
        bench.Bench.Register();
        Assert.True(bench.Device.SetPinPolicy(null, true, KeyBench.Pin).Value.PinChangeRequired);
        Refused.With(Catalogue.SecurityKeys.PinChangeRequired, bench.Device.ListFingerprints(KeyBench.Pin));
        Refused.With(Catalogue.SecurityKeys.PinChangeRequired, bench.Enrol(bench.Device));
        Refused.With(Catalogue.SecurityKeys.PinChangeRequired, bench.Bench.Prove());
        Assert.Single(bench.Bench.Prove(pin: "").Value);
    }

    [Fact]
    public void W15_the_secret_after_a_finger_is_that_after_the_pin_and_not_that_after_a_touch()
    {
        using var bench = new SensorBench();
        bench.Bench.Register();
        byte[] afterPin = Secret(KeyBench.Pin, verified: true);
        Assert.Equal(afterPin, Secret("", verified: true));
        Assert.NotEqual(afterPin, Secret("", verified: false));

        byte[] Secret(string pin, bool verified) =>
            Assert.Single(bench.Bench.Prove(KeyBench.SignIn() with { HmacSecretSalts = [Salt], RequireUserVerification = verified }, pin).Value).HmacSecret!;
    }

    [Fact]
    public void W15_a_credential_for_the_verified_only_shows_itself_to_the_finger_and_not_to_a_touch()
    {
        using var bench = new SensorBench();
        ReadOnlyMemory<byte> id = bench.Bench.Register(KeyBench.Registration() with { Protection = CredentialProtection.UserVerificationRequired }).Value.CredentialId;
        GetAssertionsRequest touched = KeyBench.SignIn() with { RequireUserVerification = false, AllowCredentialIds = [id] };
        Refused.With(Catalogue.SecurityKeys.NoCredentials, bench.Bench.Prove(touched, pin: ""));
        Assert.Single(bench.Bench.Prove(pin: "").Value);
        bench.Hand.Finger = Hand.Thumb;
        Refused.With(Catalogue.SecurityKeys.VerificationFailed, bench.Bench.Prove(pin: ""));
    }

    [Fact]
    public void A_reset_forgets_every_finger_and_a_file_without_sensor_has_none()
    {
        using var bench = new SensorBench();
        bench.Hand.Finger = Hand.Thumb;
        Refused.With(Catalogue.SecurityKeys.VerificationFailed, bench.Bench.Prove(pin: ""));
        bench.Bench.Replug();
        SecurityKeyInfo fresh = bench.Device.Reset(TestContext.Current.CancellationToken).Value;
        Assert.Equal((true, false), (fresh.HasFingerprintSensor, fresh.BuiltInUserVerification));
        bench.Device.SetPin(KeyBench.Pin);
        Assert.Empty(bench.Device.ListFingerprints(KeyBench.Pin).Value);
        Assert.True(bench.Enrol(bench.Device, "thumb").Succeeded);
        Assert.Equal(3, bench.Device.GetInfo().Value.VerificationRetries);
    }

    [Fact]
    public void The_finger_on_a_key_that_is_a_file_is_the_name_in_the_file_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("key");
        using SoftwareKey key = SoftwareKey.Create(path, new SoftwareKeyOptions { FingerprintSensor = true }).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key, new SecurityKeyOptions { Timeout = TimeSpan.FromSeconds(2) }).Value;
        device.SetPin(KeyBench.Pin);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        File.WriteAllText(path + ".finger", "right index\n");
        Assert.True(device.EnrolFingerprint("index", _ => { }, KeyBench.Pin, cancellation).Succeeded);
        Assert.True(device.MakeCredential(KeyBench.Registration(), "", cancellation).Succeeded);
        File.WriteAllText(path + ".finger", "left thumb");
        Refused.With(Catalogue.SecurityKeys.VerificationFailed, device.GetAssertions(KeyBench.SignIn(), "", cancellation));
        File.Delete(path + ".finger");
        Refused.With(Catalogue.SecurityKeys.TouchTimeout, device.GetAssertions(KeyBench.SignIn(), "", cancellation));

        // Nobody there costs no try.
        Assert.Equal(2, device.GetInfo().Value.VerificationRetries);
        Assert.DoesNotContain("right index", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
