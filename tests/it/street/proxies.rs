//! Behind a proxy everybody is counted by their own address, and nobody passes for this machine.

use super::Street;

const TOO_MANY: &str = "Der er forsøgt for mange gange";

async fn is_shut_out(street: &Street, tenant: i32, name: &str) -> bool {
    street.post("/log-ind", &format!("kommune={tenant}&brugernavn={name}&adgangskode=forkert")).await.text.contains(TOO_MANY)
}

house_tests! {
    async fn one_attacker_behind_the_proxy_shuts_nobody_else_out(house) {
        let tenant = house.tenant.0;
        let street = |from: &str| house.street("https://brobygger.example", "127.0.0.1").with("x-forwarded-for", from);
        let attacker = street("6.6.6.6, 192.0.2.1");
        let asks = async |street: &Street, name: &str| street.post("/glemt-adgangskode", &format!("kommune={tenant}&brugernavn={name}")).await.status;
        let mut tries = 0;
        while asks(&attacker, &format!("offer{tries}")).await != 429 {
            tries += 1;
            assert!(tries < 500, "the attacker is slowed down");
        }
        assert_eq!(asks(&street("6.6.6.6, 192.0.2.2"), "offer1").await, 200, "the victim comes from another address");
    }

    async fn ten_wrong_tries_for_a_name_do_not_shut_its_owner_out(house) {
        let tenant = house.tenant.0;
        let street = |from: &str| house.street("https://brobygger.example", "127.0.0.1").with("x-forwarded-for", from);
        for _ in 0..12 {
            is_shut_out(&street("192.0.2.1"), tenant, "jk.mette").await;
        }
        assert!(is_shut_out(&street("192.0.2.1"), tenant, "jk.mette").await);
        assert!(!is_shut_out(&street("192.0.2.2"), tenant, "jk.mette").await);
    }

    async fn a_stranger_who_makes_up_addresses_is_counted_by_the_own_one(house) {
        let tenant = house.tenant.0;
        let mut last = false;
        for number in 0..12 {
            let street = house.street("https://brobygger.example", "192.0.2.9").with("x-forwarded-for", &format!("10.0.0.{number}"));
            last = is_shut_out(&street, tenant, "jk.mette").await;
        }
        assert!(last);
    }

    async fn a_name_of_a_megabyte_is_refused(house) {
        let street = house.street("", "192.0.2.9");
        let answer = street.post("/log-ind", &format!("kommune={}&brugernavn={}&adgangskode=x", house.tenant.0, "x".repeat(100_000))).await;
        assert!(answer.text.contains(TOO_MANY));
    }

    async fn figures_and_demo_letters_are_for_this_machine_only(house) {
        let seen = async |street: Street| (street.get("/metrics").await.status.as_u16(), street.get("/demo/post").await.status.as_u16());
        assert_eq!(seen(house.street("", "127.0.0.1")).await, (200, 200));
        assert_eq!(seen(house.street("", "127.0.0.1").with("host", "localhost:8080")).await, (200, 200));
        // A proxy on this machine that passes only Host on.
        assert_eq!(seen(house.street("", "127.0.0.1").with("host", "brobygger.example")).await, (401, 404));
        assert_eq!(seen(house.street("https://brobygger.example", "127.0.0.1")).await, (401, 404));
        assert_eq!(seen(house.street("", "127.0.0.1").with("x-forwarded-for", "192.0.2.1")).await, (401, 404));
        assert_eq!(seen(house.street("", "192.0.2.1")).await, (401, 404));
    }

    async fn nobody_names_their_own_request(house) {
        let answer = house.street("", "192.0.2.1").with("x-request-id", "made-up").get("/log-ind").await;
        let id = answer.headers["x-request-id"].to_str().expect("text");
        assert!(uuid::Uuid::parse_str(id).is_ok(), "{id}");
    }
}
